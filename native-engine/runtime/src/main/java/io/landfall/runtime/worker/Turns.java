package io.landfall.runtime.worker;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many of a job's threads run at a time as there are processors, first ready, first run. A
 * thread is not woken when there is work for it but when its turn has come; meanwhile work piles
 * up, so that a batch of records pays for the switch of threads, and not a single one.
 *
 * <p>A thread that is stuck in user code, asleep or blocked, loses its turn to the next one that
 * waits. One that has lost it a few times runs without turns from then on.
 */
public final class Turns {

  /** How long a thread with work runs on while others wait. */
  private static final long SLICE_NS = 500_000;

  /** How often it is looked whether a thread is stuck, while others wait. */
  private static final long LOOK_EVERY_NS = 1_000_000;

  /** Looks in a row with the same round: asleep or blocked, and running. */
  private static final int LOOKS_ASLEEP = 2;

  private static final int LOOKS_RUNNING = 20;
  private static final int LOSSES_TO_FREEDOM = 3;

  private final List<Turn> all = new CopyOnWriteArrayList<>();
  private final Queue<Turn> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger free;
  private final Thread watcher = new Thread(this::takeFromStuck, "landfall-turns");
  private volatile boolean watcherRests;

  /**
   * @param atATime how many run at the same time
   */
  public Turns(int atATime) {
    free = new AtomicInteger(atATime);
    watcher.setDaemon(true);
  }

  /** For one more thread; all of them before any thread starts. */
  Rest join() {
    Turn turn = new Turn();
    all.add(turn);
    return turn;
  }

  /** All have joined. */
  public void start() {
    watcher.start();
  }

  private void enter(Turn turn) {
    if (turn.runsFreely) {
      turn.run();
      return;
    }
    waiting.add(turn);
    dispatch();
    if (watcherRests && !waiting.isEmpty()) {
      LockSupport.unpark(watcher);
    }
  }

  private void dispatch() {
    while (!waiting.isEmpty()) {
      int rights = free.get();
      if (rights <= 0) {
        return;
      }
      if (free.compareAndSet(rights, rights - 1)) {
        Turn next = waiting.poll();
        if (next == null) {
          free.incrementAndGet();
        } else {
          next.held.incrementAndGet();
          next.run();
        }
      }
    }
  }

  /** Ends with the last thread. */
  private void takeFromStuck() {
    while (!all.isEmpty()) {
      watcherRests = waiting.isEmpty();
      if (watcherRests) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LOOK_EVERY_NS);
        all.forEach(Turn::look);
      }
    }
  }

  private enum State {
    RUNNING,
    /** Has nothing to do; a signal makes it wait for its turn. */
    RESTING,
    WAITING
  }

  /** One thread's. */
  private final class Turn implements Rest {
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Rights to run; two for a moment, if it was signalled before it had given back the first. */
    private final AtomicInteger held = new AtomicInteger();

    private volatile Thread thread;
    private volatile boolean lost;
    private volatile boolean runsFreely;

    /** Written by the thread alone. */
    private volatile long rounds;

    private long sliceEndNs;

    /** Of the watcher. */
    private long roundsSeen;

    private int looks;
    private int losses;

    private void run() {
      state.set(State.RUNNING);
      LockSupport.unpark(thread);
    }

    @Override
    public void bindTo(Thread restingThread) {
      thread = restingThread;
    }

    @Override
    public void begin() {
      enter(this);
      awaitTurn();
    }

    @Override
    public void afterRound() {
      rounds = rounds + 1;
      if (lost) {
        lost = false;
        if (!runsFreely && held.get() == 0) {
          waitAgain();
        }
      } else if (!waiting.isEmpty() && !runsFreely && System.nanoTime() - sliceEndNs > 0) {
        waitAgain();
      }
    }

    private void waitAgain() {
      state.set(State.WAITING);
      waiting.add(this);
      give();
      dispatch();
      awaitTurn();
    }

    private void give() {
      int rights;
      do {
        rights = held.get();
        if (rights == 0) {
          return;
        }
      } while (!held.compareAndSet(rights, rights - 1));
      free.incrementAndGet();
      dispatch();
    }

    @Override
    public boolean maySpin() {
      return waiting.isEmpty() && !lost;
    }

    @Override
    public void prepareToRest() {
      state.set(State.RESTING);
      VarHandle.fullFence();
    }

    @Override
    public void stayAwake() {
      if (!state.compareAndSet(State.RESTING, State.RUNNING)) {
        give();
        awaitTurn();
      }
    }

    @Override
    public void park(long ns) {
      give();
      if (state.get() == State.RESTING) {
        LockSupport.parkNanos(this, ns);
        signal();
      }
      awaitTurn();
    }

    @Override
    public void signal() {
      if (state.get() == State.RESTING && state.compareAndSet(State.RESTING, State.WAITING)) {
        enter(this);
      }
    }

    private void awaitTurn() {
      boolean interrupted = false;
      while (state.get() != State.RUNNING) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      sliceEndNs = System.nanoTime() + SLICE_NS;
    }

    private void look() {
      if (held.get() == 0 || state.get() != State.RUNNING || rounds != roundsSeen) {
        roundsSeen = rounds;
        looks = 0;
        return;
      }
      looks++;
      boolean asleep = thread.getState() != Thread.State.RUNNABLE;
      if (!waiting.isEmpty() && looks >= (asleep ? LOOKS_ASLEEP : LOOKS_RUNNING)) {
        looks = 0;
        runsFreely |= ++losses >= LOSSES_TO_FREEDOM;
        lost = true;
        give();
      }
    }

    @Override
    public void end() {
      state.set(State.RUNNING);
      all.remove(this);
      give();
      LockSupport.unpark(watcher);
    }
  }
}
