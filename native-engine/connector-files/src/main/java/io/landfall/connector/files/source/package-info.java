/**
 * Records of files, folders and globs: once as they are, or for as long as new files come.
 *
 * <p>Read first: {@code FileSource}, {@code FileEnumerator}, {@code SequentialReader}, {@code
 * FileRecordReader}. May import {@code files.format} and {@code api.*}.
 *
 * <pre>
 *  job thread    FileListing (FolderWatch: on its own thread) --> FileEnumerator --split-->
 *  task threads  FileRecordReader: OpenFile --> RecordFramer --> decoder --> records
 * </pre>
 */
package io.landfall.connector.files.source;
