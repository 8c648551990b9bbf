/**
 * What a connector writer implements: sources made of splits, and two-phase sinks.
 *
 * <p>Read first: {@code Source}, {@code SplitEnumerator}, {@code SourceReader}, {@code
 * TwoPhaseSink}. The split model is that of Flink's FLIP-27. May import {@code api.serialization}
 * and {@code api.function}.
 *
 * <pre>
 *  job thread    SplitEnumerator --assign(split)--> mailbox --> SourceReader    task threads
 *                      ^------------ split request -------------'
 * </pre>
 */
package io.landfall.api.connector;
