/**
 * A word count as any Storm user would write it: compiled against {@code storm-client} alone, no
 * Landfall class in sight. It runs on a Storm cluster by {@code storm jar}, and by {@code landfall
 * storm jar}.
 *
 * <pre>
 *  FileLineSpout | RedeliveringLineSpout --shuffle--> SplitBolt --fields(word)--> CountBolt --cleanup--> out/part-n
 * </pre>
 *
 * <p>Read first: {@code WordCountTopology}, {@code FileLineSpout}, {@code CountBolt}. Imports
 * nothing of ours.
 */
package io.landfall.examples.storm;
