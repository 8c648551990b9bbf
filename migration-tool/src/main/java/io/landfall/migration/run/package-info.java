/**
 * Running other people's jars in this process: the class loader that a topology gets, the calls
 * that would end the process and are rewritten, and waiting for the jobs that a main started.
 *
 * <pre>
 *  UserJar --TopologyClassLoader--> StormJar --StormLauncher (in storm-compat)--> user's main
 *          --URLClassLoader-------> NativeJar ---------------------------------> user's main
 *                                        both: RunningJobs collects the handles of what was started
 * </pre>
 *
 * <p>Read first: {@code TopologyClassLoader}, {@code StormJar}, {@code RunningJobs}. Imports {@code
 * api}. The user's main runs on the thread that calls.
 */
package io.landfall.migration.run;
