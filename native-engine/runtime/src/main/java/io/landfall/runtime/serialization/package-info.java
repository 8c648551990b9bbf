/**
 * The serializer that needs no registration and no type hints.
 *
 * <p>Read first: {@link io.landfall.runtime.serialization.GenericSerializers} and {@link
 * io.landfall.runtime.serialization.UnserializableException}. May import {@code api.serialization}
 * only. A serializer belongs to one thread at a time; the factory to all.
 */
package io.landfall.runtime.serialization;
