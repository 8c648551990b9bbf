package io.landfall.connector.files.source;

/**
 * A record that is not what the format says, as it was.
 *
 * @param position the byte at which it begins in a plain file; its number, from 0, in a compressed
 *     one
 * @param bytes without the end of its line; of one that is too long its beginning
 * @param error what is wrong with it
 */
public record UndecodableRecord(String path, long position, byte[] bytes, String error) {}
