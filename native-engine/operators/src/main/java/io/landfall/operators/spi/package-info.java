/**
 * The narrow waist between what a job computes and what runs it.
 *
 * <p>Everything that computes is an {@link io.landfall.operators.spi.Operator}; everything that it
 * may touch is reached through its {@link io.landfall.operators.spi.OperatorContext}. An operator
 * never sees a thread, queue, socket, clock or file of the engine. May import {@code api.*} only.
 *
 * <p>Life of an operator, all on its task's thread:
 *
 * <pre>
 *  open(context)           state handles are made here; restored state is there already
 *  onStart()               every operator of the job is open
 *  onRecord / onWatermark / onTimer / poll ...   and between any two of these, at a barrier:
 *  snapshot(checkpointId)  ... later, or never: onCheckpointComplete(checkpointId)
 *  onEndOfInput()          all inputs have ended; emit what is left (barriers may still follow)
 *  close()                 always, also after a failure
 * </pre>
 */
package io.landfall.operators.spi;
