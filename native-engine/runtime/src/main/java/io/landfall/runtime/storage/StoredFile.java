package io.landfall.runtime.storage;

/**
 * One file of a checkpoint.
 *
 * @param name within the checkpoint's folder
 * @param checksum CRC-32C of the whole file, eight hexadecimal digits
 */
public record StoredFile(String name, long lengthBytes, String checksum) {}
