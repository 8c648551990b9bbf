/**
 * The durable form of checkpoints: checksummed blocks, a manifest written last, and retention.
 *
 * <p>Read first: {@link io.landfall.runtime.storage.CheckpointStorage}, {@link
 * io.landfall.runtime.storage.CheckpointManifest}, {@link io.landfall.runtime.storage.Disk}. May
 * import {@code runtime.state}. One control thread, but files may be written by many.
 *
 * <pre>
 *  &lt;state directory&gt;/LANDFALL               says whose directory this is
 *  &lt;state directory&gt;/&lt;job&gt;/LOCK             held by the process that runs the job
 *  &lt;state directory&gt;/&lt;job&gt;/chk-00000042/     one whole checkpoint
 *      MANIFEST.json                         names every file with its length and checksum
 *      state-*.data, operator-*.data         header, blocks [length, CRC-32C, bytes], index, footer
 *      layer-40-7-0.data                     the same; written by checkpoint 40 for subtask 0 of
 *                                            operator 7, and linked by those behind it that build on it
 *  &lt;state directory&gt;/&lt;job&gt;/tmp-00000043/     one being written, or left by a crash
 *  &lt;state directory&gt;/&lt;job&gt;/old-00000041/     one being deleted
 *  &lt;state directory&gt;/&lt;job&gt;/damaged-00000040/ one that an older was restored instead of
 * </pre>
 */
package io.landfall.runtime.storage;
