package io.landfall.storm.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.storm.Thrift;
import org.apache.storm.daemon.GrouperFactory;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.generated.Grouping;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.grouping.PartialKeyGrouping;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;

/** Our groupings against Storm's own classes. */
class ChoosersTest {

  private static final Fields FIELDS = new Fields("a", "b", "c");
  private static final GlobalStreamId STREAM = new GlobalStreamId("source", "default");
  private final Random random = new Random(42);

  private static Chooser chooser(Grouping grouping, List<Integer> tasks) {
    return Choosers.make(grouping, STREAM, FIELDS, "target", tasks, null, () -> 17);
  }

  private Object randomValue(int depth) {
    switch (random.nextInt(depth > 0 ? 12 : 8)) {
      case 0:
        return random.nextInt();
      case 1:
        return random.nextLong();
      case 2:
        return Integer.toString(random.nextInt(1_000));
      case 3:
        return null;
      case 4:
        return random.nextDouble();
      case 5:
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
      case 6:
        return random.nextBoolean();
      case 7:
        return new long[] {random.nextLong()};
      case 8:
        return Arrays.asList(randomValue(depth - 1), randomValue(depth - 1));
      case 9:
        return new Object[] {randomValue(depth - 1), randomValue(depth - 1)};
      case 10:
        return Map.of("k", random.nextInt());
      default:
        return new String[] {"x", null, Integer.toString(random.nextInt(9))};
    }
  }

  @Test
  void fieldsGoToTheTaskThatStormChooses() {
    for (int round = 0; round < 3_000; round++) {
      int count = 1 + random.nextInt(20);
      List<Integer> tasks = IntStream.range(7, 7 + count).boxed().toList();
      Grouping grouping =
          Thrift.prepareFieldsGrouping(round % 2 == 0 ? List.of("b") : List.of("c", "a"));
      List<Object> values = new Values(randomValue(2), randomValue(2), randomValue(2));
      List<Integer> storms =
          GrouperFactory.mkGrouper(
                  null,
                  "source",
                  "default",
                  FIELDS,
                  grouping,
                  new ArrayList<>(tasks),
                  new HashMap<>())
              .chooseTasks(1, values);

      int ours = chooser(grouping, tasks).one(1, values);

      assertThat(List.of(tasks.get(ours))).as("values %s", values).isEqualTo(storms);
    }
  }

  @Test
  void shuffleGivesAllTargetsEquallyMany() {
    List<Integer> tasks = List.of(3, 4, 5, 6, 7);
    for (Grouping grouping :
        List.of(Thrift.prepareShuffleGrouping(), Thrift.prepareLocalOrShuffleGrouping())) {
      Chooser chooser = chooser(grouping, tasks);
      int[] hits = new int[tasks.size()];
      for (int i = 0; i < 500; i++) {
        hits[chooser.one(1, List.of())]++;
      }
      assertThat(hits).containsOnly(100);
    }
  }

  @Test
  void noneReachesEveryTarget() {
    Chooser chooser = chooser(Thrift.prepareNoneGrouping(), List.of(1, 2, 3));
    assertThat(IntStream.range(0, 200).map(i -> chooser.one(1, List.of())).distinct().sorted())
        .containsExactly(0, 1, 2);
  }

  @Test
  void allReachesEveryTargetEachTime() {
    Chooser chooser = chooser(Thrift.prepareAllGrouping(), List.of(1, 2, 3));
    assertThat(chooser.one(1, List.of())).isEqualTo(Chooser.MANY);
    assertThat(chooser.many(1, List.of())).containsExactly(0, 1, 2);
  }

  @Test
  void globalGoesToTheLowestTask() {
    assertThat(chooser(Thrift.prepareGlobalGrouping(), List.of(4, 5)).one(1, List.of())).isZero();
  }

  @Test
  void directRefusesAPlainEmit() {
    Chooser chooser = chooser(Thrift.prepareDirectGrouping(), List.of(4, 5));
    assertThat(chooser.isDirect()).isTrue();
    assertThatThrownBy(() -> chooser.one(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("emitDirect");
  }

  @Test
  void partialKeyIsStormsOwn() {
    List<Integer> tasks = List.of(2, 3, 4, 5);
    PartialKeyGrouping storms = new PartialKeyGrouping();
    storms.prepare(null, STREAM, tasks);
    Chooser ours = chooser(Thrift.prepareCustomStreamGrouping(new PartialKeyGrouping()), tasks);
    for (int i = 0; i < 500; i++) {
      List<Object> values = new Values("key" + random.nextInt(10), 1, 2);
      int index = ours.many(1, values)[0];
      assertThat(List.of(tasks.get(index))).isEqualTo(storms.chooseTasks(1, values));
    }
  }

  /** Names a task that is no target. */
  public static final class Astray implements CustomStreamGrouping {
    private static final long serialVersionUID = 1L;

    @Override
    public void prepare(
        WorkerTopologyContext context, GlobalStreamId stream, List<Integer> tasks) {}

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
      return List.of(99);
    }
  }

  @Test
  void aCustomGroupingThatNamesAnotherTaskIsToldSo() {
    Chooser chooser = chooser(Thrift.prepareCustomStreamGrouping(new Astray()), List.of(1, 2));
    assertThatThrownBy(() -> chooser.many(1, List.of()))
        .hasMessageContaining("Astray")
        .hasMessageContaining("task 99");
  }
}
