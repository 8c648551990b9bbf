package io.landfall.it.simulation.mutation;

import static io.landfall.it.simulation.mutation.Change.addToCall;
import static io.landfall.it.simulation.mutation.Change.oneIsZero;
import static io.landfall.it.simulation.mutation.Change.replaceCall;
import static io.landfall.it.simulation.mutation.Change.returnAtOnce;
import static io.landfall.it.simulation.mutation.Change.skipCall;

import io.landfall.it.simulation.Aim;
import java.util.List;
import java.util.stream.Stream;

/** The deliberate bugs that the simulation has to find. */
public final class Mutants {

  /** Bugs of the engine. */
  static final List<Mutant> ENGINE =
      List.of(
          new Mutant(
              "does not hold back a channel that has delivered its barrier",
              "runtime.task.BarrierAligner",
              "isBlocked",
              returnAtOnce(0)),
          new Mutant(
              "takes the snapshot when one channel still lacks its barrier",
              "runtime.task.BarrierAligner",
              "onBarrier",
              addToCall("BitSet", "cardinality", 1)),
          new Mutant(
              "lets pass what is behind a barrier that others on the same channel have not sent",
              "runtime.task.FanIn$Sender",
              "isHeld",
              returnAtOnce(0)),
          new Mutant(
              "acknowledges a checkpoint file before it is on disk",
              "runtime.storage.DataFileWriter",
              "finish",
              skipCall("sync")),
          new Mutant(
              "does not make the manifest durable",
              "runtime.storage.FolderWriter",
              "writeManifest",
              skipCall("sync")),
          new Mutant(
              "does not make the names of a checkpoint durable",
              "runtime.storage.FolderWriter",
              "complete",
              skipCall("syncFolder")),
          new Mutant(
                  "takes a checkpoint for whole without looking",
                  "runtime.storage.FolderCheckpoint",
                  "verify",
                  returnAtOnce(0))
              .from(195),
          new Mutant(
              "deletes the newest checkpoint instead of the oldest",
              "runtime.storage.DirectoryCheckpointStorage",
              "newestFirst",
              skipCall("sort")),
          new Mutant(
                  "does not notice that an entry has changed since the last layer",
                  "runtime.state.CowTable",
                  "markChanged",
                  returnAtOnce(0))
              .in(Aim.KEYED_STATE)
              .from(230),
          new Mutant(
                  "restores what has changed without the layers beneath",
                  "runtime.job.LayeredSections",
                  "layers",
                  skipCall("add"))
              .in(Aim.KEYED_STATE),
          new Mutant(
                  "restores timers from no checkpoint",
                  "runtime.state.TimerQueues",
                  "restore",
                  returnAtOnce(0))
              .in(Aim.TIMERS),
          new Mutant(
              "goes on from memory without the state",
              "runtime.state.HeapTableState",
              "resume",
              skipCall("fork")),
          new Mutant(
                  "goes on from memory without the timers",
                  "runtime.state.TimerQueues",
                  "resume",
                  skipCall("addAll"))
              .in(Aim.TIMERS),
          new Mutant(
                  "changes what it went on from, and may have to go back to",
                  "runtime.state.CowTable",
                  "fork",
                  Change.returnThis())
              .from(289),
          new Mutant(
              "holds the state of a checkpoint that was given up",
              "runtime.job.CheckpointDriver",
              "abort",
              skipCall("release")),
          new Mutant(
                  "forgets timers in the snapshot",
                  "runtime.state.TimerQueues",
                  "write",
                  returnAtOnce(0))
              .in(Aim.TIMERS)
              .from(307),
          new Mutant(
              "changes what a snapshot still needs",
              "runtime.state.SnapshotEpochs",
              "isShared",
              returnAtOnce(0)),
          new Mutant(
              "gives the first key group of a subtask to the one before",
              "runtime.state.KeyGroups",
              "firstOf",
              oneIsZero()),
          new Mutant(
              "deals the elements of a list out beginning with the wrong one",
              "runtime.state.OperatorStateStore",
              "deal",
              skipCall("addAll")),
          new Mutant(
              "completes a checkpoint that one task has not acknowledged",
              "runtime.checkpoint.CheckpointCoordinator",
              "onTaskAcknowledged",
              addToCall("Set", "size", -1)),
          new Mutant(
              "says that a checkpoint is complete before its manifest is there",
              "runtime.job.CheckpointDriver",
              "lambda$writeManifest$*",
              skipCall("complete")),
          new Mutant(
              "commits nothing when it is restored",
              "operators.sink.TwoPhaseSinkOperator",
              "open",
              skipCall("commit")),
          new Mutant(
              "forgets what was prepared for an earlier checkpoint",
              "operators.sink.TwoPhaseSinkOperator",
              "snapshot",
              skipCall("add")),
          new Mutant(
              "forgets how far a source has been read",
              "operators.source.SplitSourceOperator",
              "snapshot",
              skipCall("update")),
          new Mutant(
              "forgets which splits were dealt out",
              "runtime.job.SourceCoordinators",
              "snapshot",
              skipCall("put")),
          new Mutant(
              "lets a record overtake those that did not fit into a channel",
              "runtime.task.ChannelWriter",
              "emit",
              replaceCall("hasOverflow", 0)),
          new Mutant(
              "never hands on what did not fit into a channel",
              "runtime.task.Outbox",
              "isEmpty",
              returnAtOnce(1)),
          new Mutant(
                  "does not save what is under way round a cycle",
                  "runtime.task.FeedbackLog",
                  "add",
                  returnAtOnce(0))
              .in(Aim.CYCLES)
              .from(66),
          new Mutant(
              "takes the largest watermark of all channels",
              "runtime.task.WatermarkTracker",
              "combine",
              Change.callInstead("min", "max")),
          new Mutant(
              "keeps the snapshots of checkpoints that were given up",
              "runtime.job.CheckpointDriver",
              "onSnapshot",
              skipCall("discard")),
          new Mutant(
                  "restarts a job while the files of its last start are still being written",
                  "runtime.job.CheckpointDriver",
                  "isWriting",
                  returnAtOnce(0))
              .in(Aim.TIMERS)
              .from(415),
          new Mutant(
              "leaves the state of a closed operator open",
              "runtime.task.OperatorChain",
              "close",
              skipCall("closeState")),
          new Mutant(
              "passes the end of time on before what is left was emitted",
              "runtime.task.ChainedOperator",
              "endInput",
              skipCall("onEndOfInput")));

  /** Bugs of the Storm layer. */
  static final List<Mutant> STORM =
      List.of(
          new Mutant(
              "acks a message that no checkpoint covers",
              "storm.ack.TupleTree",
              "isCoveredBy",
              returnAtOnce(1)),
          new Mutant(
              "completes a tree while tuples of it are under way",
              "storm.ack.TupleTree",
              "add",
              returnAtOnce(0)),
          new Mutant(
              "forgets the input that a bolt holds at the barrier",
              "storm.bolt.BoltOperator",
              "execute",
              skipCall("add")),
          new Mutant(
                  "forgets which messages a bolt failed before the barrier",
                  "storm.bolt.BoltState",
                  "onFailed",
                  returnAtOnce(0))
              .from(114),
          new Mutant(
              "does not put captured fields back",
              "storm.capture.FieldCapture",
              "putBack",
              returnAtOnce(0)),
          new Mutant(
              "forgets the messages that a spout was not told about",
              "storm.spout.SpoutState",
              "addAll",
              skipCall("forEach")),
          new Mutant(
              "plays a message again that the restored checkpoint covers",
              "storm.spout.RestoredMessages",
              "onEmit",
              returnAtOnce(0)),
          new Mutant(
              "does not tell a spout of failed messages",
              "storm.spout.SpoutOperator",
              "onFailed",
              returnAtOnce(0)),
          new Mutant(
              "tells a spout of a message twice",
              "storm.ack.PendingTrees",
              "remove",
              returnAtOnce(1)),
          new Mutant(
              "drops calls of threads that are not the task's own",
              "storm.task.TaskThread",
              "queue",
              returnAtOnce(0)));

  /** Bugs of windows, joins and requests. */
  private static final List<Mutant> MODEL =
      List.of(
          new Mutant(
                  "forgets the requests that are under way at the barrier",
                  "operators.async.AsyncOperator",
                  "snapshot",
                  skipCall("forEach"))
              .in(Aim.ASYNC),
          new Mutant(
                  "lets watermarks pass requests that are under way",
                  "operators.async.AsyncOperator",
                  "pass",
                  replaceCall("isEmpty", 1))
              .in(Aim.ASYNC),
          new Mutant(
                  "ends a stream while requests are under way",
                  "operators.async.AsyncOperator",
                  "isEndPending",
                  returnAtOnce(0))
              .in(Aim.ASYNC),
          new Mutant(
                  "forgets under which name the content of a session is kept",
                  "operators.window.MergingWindows",
                  "merge",
                  skipCall("put"))
              .in(Aim.WINDOWS),
          new Mutant(
                  "does not look behind a restore which slices are there to be fired",
                  "operators.window.SliceWindowOperator",
                  "open",
                  skipCall("findNextFiring"))
              .in(Aim.WINDOWS),
          new Mutant(
                  "forgets at a restore what was late before",
                  "operators.window.WatermarkFloor",
                  "raise",
                  returnAtOnce(0))
              .in(Aim.WINDOWS),
          new Mutant(
                  "takes records into windows that are over",
                  "operators.window.Lifetime",
                  "isLate",
                  returnAtOnce(0))
              .in(Aim.WINDOWS),
          new Mutant(
                  "keeps windows that the clock has ended",
                  "operators.window.WindowOperator",
                  "forget",
                  returnAtOnce(0))
              .in(Aim.WINDOWS),
          new Mutant(
                  "lets an interval join forget what it keeps",
                  "operators.join.IntervalJoinOperator",
                  "keep",
                  skipCall("add"))
              .in(Aim.WINDOWS));

  private Mutants() {}

  public static List<Mutant> all() {
    return Stream.of(ENGINE, STORM, MODEL).flatMap(List::stream).toList();
  }
}
