/** The contract of a serializer for state and records at rest. Imports nothing else of ours. */
package io.landfall.api.serialization;
