/** What an example says that was started without what it needs. Imports nothing of ours. */
package io.landfall.examples.usage;
