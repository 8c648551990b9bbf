package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableScanTest {

  private final SnapshotEpochs epochs = new SnapshotEpochs();
  private final Changes changes = new Changes();
  private final CowTable table = new CowTable(epochs, false, changes);

  private record GroupedKey(int group, int id) {}

  private void put(GroupedKey key, int groupBits, Object value) {
    int hash = TableScan.hashOf(key, key.group, groupBits);
    if (table.seek(key, hash)) {
      table.set(value, 0);
    } else {
      table.insert(key, value, 0);
    }
  }

  private static Map<Object, Object> contentInOrder(TableScan scan) {
    Map<Object, Object> content = new HashMap<>();
    int group = 0;
    while (scan.next()) {
      assertThat(scan.group()).isGreaterThanOrEqualTo(group);
      group = scan.group();
      assertThat(((GroupedKey) scan.key()).group).isEqualTo(group);
      assertThat(content.put(scan.key(), scan.value())).isNull();
    }
    return content;
  }

  /** Few entries, where a segment has many groups, up to many, where a group has many segments. */
  @ParameterizedTest(name = "{1} entries of {0} groups")
  @CsvSource({"1, 100000", "2, 3", "64, 50", "43, 5000", "64, 200000", "32768, 2000", "5, 60000"})
  void goesThroughAllEntriesGroupByGroup(int groups, int entries) {
    int groupBits = TableScan.bitsFor(groups);
    Random random = new Random(entries);
    Map<Object, Object> model = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      GroupedKey key = new GroupedKey(random.nextInt(groups), random.nextInt(entries));
      put(key, groupBits, (long) i);
      model.put(key, (long) i);
    }

    assertThat(contentInOrder(new TableScan(table, groupBits, Changes.NONE))).isEqualTo(model);
    assertThat(table.size()).isEqualTo(model.size());
  }

  @ParameterizedTest(name = "{1} entries of {0} groups")
  @CsvSource({"1, 20000", "64, 50", "64, 20000", "1000, 20000"})
  void goesThroughWhatHasChangedSinceABaseAndThroughNothingElse(int groups, int entries) {
    int groupBits = TableScan.bitsFor(groups);
    Random random = new Random(entries);
    for (int i = 0; i < entries; i++) {
      put(new GroupedKey(random.nextInt(groups), random.nextInt(entries)), groupBits, (long) i);
    }
    changes.start();
    Map<Object, Object> changed = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      GroupedKey key = new GroupedKey(random.nextInt(groups), random.nextInt(2 * entries));
      put(key, groupBits, "changed" + i);
      changed.put(key, "changed" + i);
    }

    assertThat(contentInOrder(new TableScan(table, groupBits, changes.layer()))).isEqualTo(changed);
    assertThat(table.changesSince(changes.layer())).isEqualTo(changed.size());
    assertThat(table.changesSince(changes.layer() - 1)).isZero();
  }
}
