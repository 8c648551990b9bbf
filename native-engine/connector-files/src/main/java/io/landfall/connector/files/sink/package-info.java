/**
 * Part files whose content is exactly once.
 *
 * <p>Read first: {@code FileSink}, {@code PartFileWriter}, {@code Publication}. May import {@code
 * files.format} and {@code api.*}.
 *
 * <pre>
 *  write    --> folder/.landfall/JOB/unfinished part file      hidden
 *  prepare  --> fsync; the handle says how long the file is
 *  commit   --> rename to folder/BUCKET/part file, fsync       visible, never changed again
 *  restore  --> what handles name is cut to their length and renamed; what none names is deleted
 * </pre>
 */
package io.landfall.connector.files.sink;
