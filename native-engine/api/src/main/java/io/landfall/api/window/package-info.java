/**
 * Windows: which records belong together, when their result is due, and what is left out of it.
 *
 * <p>The model is that of the Dataflow paper (Akidau et al., VLDB 2015) in the form that Flink made
 * common. Read first: {@code WindowAssigner}, {@code Trigger}, {@code ProcessWindowFunction}. May
 * import {@code api.function}, {@code api.state} and {@code api.time}. Every subtask has its own
 * copy of an assigner, trigger, evictor or function, called by one thread at a time.
 *
 * <pre>
 *  record --WindowAssigner--> its windows --Trigger: now?--> [Evictor] --> function --> [Evictor]
 *     |                                                                       |
 *     +--all of them late--> late output                                      +--> result at window.maxTimestampMs()
 * </pre>
 */
package io.landfall.api.window;
