/**
 * For the tests of those who write jobs: one step of a stream with driven time, and whole jobs.
 *
 * <p>Read first: {@link io.landfall.testkit.StreamHarness}, {@link io.landfall.testkit.JobTest};
 * the guide is {@code TESTING.md}. May import {@code operators.harness}, {@code operators}, {@code
 * api.*} and JUnit's API; the engine is found at run time. One thread: the test's.
 *
 * <pre>
 *  StreamHarness   records, watermarks, clock --> [one operator, some subtasks] --> output; no threads
 *  JobTest         sources --> the job on the real engine --> CollectingSink; savepoints, failures
 * </pre>
 */
package io.landfall.testkit;
