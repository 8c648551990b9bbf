/**
 * Distributed RPC: calls that topologies answer.
 *
 * <p>Read first: {@link io.landfall.storm.drpc.DrpcRequests}, {@link
 * io.landfall.storm.drpc.DrpcServer}. May import {@code storm.thrift}. Any thread.
 *
 * <pre>
 *  caller ─execute─▶ DrpcRequests ◀─fetch─ DRPC spout ─▶ bolts ─▶ ReturnResults ─result, fail─▶ DrpcRequests ─▶ caller
 * </pre>
 */
package io.landfall.storm.drpc;
