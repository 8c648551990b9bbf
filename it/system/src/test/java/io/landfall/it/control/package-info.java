/**
 * What operators of topologies do from outside: Flux files, commands to running ones, DRPC calls.
 */
package io.landfall.it.control;
