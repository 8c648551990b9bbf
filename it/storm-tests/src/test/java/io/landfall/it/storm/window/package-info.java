/** Windows, state and the streams API, by Storm's own classes. */
package io.landfall.it.storm.window;
