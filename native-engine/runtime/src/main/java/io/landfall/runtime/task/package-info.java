/**
 * One subtask of one chain: a state machine that never blocks and does a bounded amount in each
 * {@link io.landfall.runtime.task.Task#step}.
 *
 * <p>Read first: {@code Task}, {@code OperatorChain}, {@code BarrierAligner}. May import {@code
 * channel}, {@code state}, {@code metrics}, {@code serialization} and {@code operators.spi}.
 * Everything runs on the thread that steps the task, but for {@code TaskMailbox}, into which any
 * thread may put.
 *
 * <pre>
 *  channels --poll--> InputGate --record--> OperatorChain: head > next > ... --emit--> ChannelWriter --offer--> channels
 *                        |  barrier                                                       | full
 *                        `-> BarrierAligner -> snapshot                                   `-> overflow; step() takes nothing new
 * </pre>
 */
package io.landfall.runtime.task;
