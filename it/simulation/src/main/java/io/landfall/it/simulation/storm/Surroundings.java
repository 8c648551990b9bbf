package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is around a topology and outlives its processes, and who of it runs now: components report
 * here what they do. One thread at a time.
 */
final class Surroundings {

  /** A task of a component, whichever object runs it. */
  record Place(int component, int task) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return component != other.component
          ? Integer.compare(component, other.component)
          : Integer.compare(task, other.task);
    }
  }

  private final World world;
  private final StormSpec spec;
  private final Expectation expectation;
  private final int spoutTasks;

  /** By number: every object that ever was opened or prepared. */
  private final List<Instance> instances = new ArrayList<>();

  /** The latest of each task in the process that runs. */
  private final Map<Place, BoltWatch> bolts = new TreeMap<>();

  private final Map<Place, SpoutWatch> spouts = new TreeMap<>();
  private Map<Place, MessageQueue> queues;

  /** Under at-least-once state does not outlive a failure: counts kept outside do. */
  private final Map<Integer, Map<Long, Integer>> outside = new TreeMap<>();

  private final Set<Long> everFailed = new HashSet<>();
  private final Set<MessageId> everEmitted = new HashSet<>();
  private int replays;
  private boolean changed;

  Surroundings(World world, StormSpec spec, Expectation expectation) {
    this.world = world;
    this.spec = spec;
    this.expectation = expectation;
    this.spoutTasks = spec.spouts().stream().mapToInt(SpoutPlan::tasks).sum();
    fillQueues();
  }

  /** Of the world with this number. */
  static Surroundings of(long worldId) {
    return World.find(worldId).part(Surroundings.class);
  }

  World world() {
    return world;
  }

  StormSpec spec() {
    return spec;
  }

  Expectation expectation() {
    return expectation;
  }

  private void fillQueues() {
    queues = new TreeMap<>();
    for (int i = 0; i < spec.spouts().size(); i++) {
      SpoutPlan spout = spec.spouts().get(i);
      for (int task = 0; spout.kind().isQueue() && task < spout.tasks(); task++) {
        queues.put(new Place(i, task), new MessageQueue(spout.messages()));
      }
    }
  }

  /** True if each item must be counted as often as it comes, no more. */
  boolean isExact() {
    return spec.isExact() && !world.isAtLeastOnce();
  }

  /** As if nothing had ever happened. */
  void beginAnew() {
    fillQueues();
    everEmitted.clear();
  }

  MessageQueue queue(Place place) {
    if (replays < world.losses()) {
      // Whoever runs it knows that state was lost, and has the queues give all of it again.
      replays = world.losses();
      fillQueues();
    }
    return queues.get(place);
  }

  BoltWatch prepared(Place place) {
    BoltWatch watch = new BoltWatch(this, place, instances.size());
    instances.add(watch);
    bolts.put(place, watch);
    changed = true;
    return watch;
  }

  SpoutWatch opened(Place place, SpoutWatch.Progress progress) {
    SpoutWatch watch = new SpoutWatch(this, place, instances.size(), progress);
    instances.add(watch);
    spouts.put(place, watch);
    changed = true;
    return watch;
  }

  Instance instance(int number) {
    return instances.get(number);
  }

  /** True if the object runs in the same attempt as whoever runs now. */
  boolean isCurrent(int number) {
    Instance instance = instances.get(number);
    return !instance.isClosed()
        && (bolts.get(instance.place()) == instance || spouts.get(instance.place()) == instance);
  }

  void changed() {
    changed = true;
  }

  /** True if anything has happened since the last call. */
  boolean hasChanged() {
    boolean result = changed;
    changed = false;
    return result;
  }

  /** What ran does not run any more. */
  void disconnected() {
    bolts.clear();
    spouts.clear();
    queues.values().forEach(MessageQueue::disconnect);
  }

  void countedOutside(int component, long item) {
    outside.computeIfAbsent(component, c -> new TreeMap<>()).merge(item, 1, Integer::sum);
  }

  void failing(long item) {
    everFailed.add(item);
  }

  boolean wasFailed(long item) {
    return everFailed.contains(item);
  }

  /** True the first time. */
  boolean emitting(MessageId message) {
    return everEmitted.add(message);
  }

  boolean wasEmitted(MessageId message) {
    return everEmitted.contains(message);
  }

  /** How often all tasks of a component together have counted an item, as far as they run. */
  int live(int component, long item) {
    int sum = 0;
    for (BoltWatch watch : bolts.values()) {
      if (watch.place().component() == component) {
        sum += watch.counts().getOrDefault(item, 0);
      }
    }
    return sum;
  }

  /** The counts of a component by item, where they are to be kept. */
  Map<Long, Integer> counts(int component) {
    if (!spec.exactlyOnce()) {
      return outside.getOrDefault(component, Map.of());
    }
    Map<Long, Integer> sum = new TreeMap<>();
    for (BoltWatch watch : bolts.values()) {
      if (watch.place().component() == component) {
        watch.counts().forEach((item, count) -> sum.merge(item, count, Integer::sum));
      }
    }
    return sum;
  }

  /** The sum of {@link #counts}. */
  int countedItems(int component) {
    int sum = 0;
    if (!spec.exactlyOnce()) {
      for (int count : counts(component).values()) {
        sum += count;
      }
      return sum;
    }
    for (BoltWatch watch : bolts.values()) {
      if (watch.place().component() == component) {
        for (int count : watch.counts().values()) {
          sum += count;
        }
      }
    }
    return sum;
  }

  /** True if every spout runs, and has no more to emit nor to be told. */
  boolean isDrained() {
    int running = 0;
    for (SpoutWatch watch : spouts.values()) {
      if (!watch.progress().isDrained()) {
        return false;
      }
      running++;
    }
    return running == spoutTasks && queues.values().stream().allMatch(MessageQueue::isEmpty);
  }

  /** For people: who has something left to do. */
  List<String> undrained() {
    List<String> left = new ArrayList<>();
    spouts.forEach(
        (place, watch) -> {
          if (!watch.progress().isDrained()) {
            left.add(place + " not drained: " + watch.progress());
          }
        });
    queues.forEach(
        (place, queue) -> {
          if (!queue.isEmpty()) {
            left.add(place + ": " + queue);
          }
        });
    return left;
  }

  Collection<BoltWatch> bolts() {
    return bolts.values();
  }
}
