package io.landfall.runtime.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenericSerializerTest {

  private final SectionSerializer serializer =
      new GenericSerializers(getClass().getClassLoader()).create();

  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "verdant";
      }
    }
  }

  record Order(String id, long amount, Instant at, List<String> tags, Color color) {}

  record Pair<A, B>(A first, B second) {}

  record Linked(int value, Linked next) {}

  static class Account {
    private final String owner;
    private double balance;
    private int[] history = {1, 2};
    Account parent;

    Account(String owner, double balance) {
      this.owner = owner;
      this.balance = balance;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Account that
          && owner.equals(that.owner)
          && balance == that.balance
          && Arrays.equals(history, that.history);
    }

    @Override
    public int hashCode() {
      return owner.hashCode();
    }
  }

  static final class OwnFormat implements Serializable {
    private static final long serialVersionUID = 1L;
    private transient int hidden;

    OwnFormat(int hidden) {
      this.hidden = hidden;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(hidden);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      hidden = in.readInt();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OwnFormat that && hidden == that.hidden;
    }

    @Override
    public int hashCode() {
      return hidden;
    }
  }

  static final class Single implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Single INSTANCE = new Single();

    private Object readResolve() {
      return INSTANCE;
    }
  }

  static class Node {
    Node next;
    List<String> left;
    List<String> right;
  }

  interface Step extends Function<Integer, Integer>, Serializable {}

  static class Customer {
    String name = "x";
    Object connection;
  }

  static class Purchase {
    List<Customer> customers = new ArrayList<>();
  }

  static Stream<Object> values() {
    TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
    reversed.putAll(Map.of("a", 1, "b", 2));
    BitSet bits = new BitSet();
    bits.set(70);
    return Stream.of(
        "",
        "plain",
        "\u00e9t\u00e9",
        "\u65e5\u672c \ud83d\ude00 lone \ud800",
        "long ".repeat(40_000),
        7L,
        Long.MIN_VALUE,
        -1,
        2.5d,
        Double.NaN,
        true,
        false,
        1.5f,
        (short) 3,
        (byte) 4,
        'c',
        new byte[] {1, 2},
        new byte[0],
        new int[] {1, 2},
        new long[][] {{1}, {2, 3}},
        new Object[] {1, "a", null, List.of(2)},
        new String[] {"x", null},
        Color.RED,
        Color.GREEN,
        new Order("o", 17, Instant.ofEpochMilli(5), List.of("a", "b"), Color.GREEN),
        new Order(null, 0, null, null, null),
        new Pair<>(new Pair<>(1, 2L), List.of(new Pair<>("k", Map.of("v", 1.5)))),
        new Linked(1, new Linked(2, null)),
        new Account("ann", 3.5),
        new OwnFormat(42),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Set.of(1),
        Set.of(1, 2, 3),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2, "c", 3),
        Arrays.asList(1, null, 2),
        new ArrayList<>(Arrays.asList(1, null, "x")),
        new LinkedList<>(List.of(1, 2)),
        new HashMap<>(Map.of(1, "x", 2, "y")),
        new LinkedHashMap<>(Map.of(1, "x", 2, "y")),
        new HashSet<>(List.of(1, 2)),
        new LinkedHashSet<>(List.of(3, 1, 2)),
        new TreeSet<>(List.of(3, 1, 2)),
        reversed,
        new ConcurrentHashMap<>(Map.of(1, 2)),
        new ConcurrentSkipListMap<>(Map.of(1, 2)),
        new CopyOnWriteArrayList<>(List.of(1, 2)),
        new EnumMap<>(Map.of(Color.RED, 1)),
        EnumSet.of(Color.GREEN),
        EnumSet.noneOf(Color.class),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
        Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
        Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.emptyList(),
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.singletonList(1),
        Collections.singletonMap(1, 2),
        Collections.nCopies(3, "z"),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
        Map.entry("k", 1),
        bits,
        new BigDecimal("1.50"),
        UUID.fromString("0000002a-0000-0001-0000-000000000002"),
        Optional.of(4),
        Optional.empty(),
        LocalDate.of(2026, 11, 22),
        ZonedDateTime.parse("2026-11-22T10:00:00+01:00[Europe/Paris]"),
        Instant.MAX);
  }

  @ParameterizedTest
  @MethodSource("values")
  void givesBackWhatWasWritten(Object value) throws IOException {
    Object read = roundTrip(value);

    assertThat(read.getClass()).isEqualTo(value.getClass());
    assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value}))
        .as("%s", read)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("values")
  void copiesToAnEqualValueThatIsAnotherUnlessImmutable(Object value) {
    Object copy = serializer.copy(value);

    assertThat(Arrays.deepEquals(new Object[] {copy}, new Object[] {value}))
        .as("%s", copy)
        .isTrue();
    if (serializer.isImmutable(value)) {
      assertThat(copy).isSameAs(value);
    }
  }

  @Test
  void givesBackWhatHasNoEquals() throws IOException {
    assertThat(roundTrip(new AtomicLong(4))).hasToString("4");
    assertThat(roundTrip(new AtomicInteger(5))).hasToString("5");
    assertThat(roundTrip(new StringBuilder("text"))).hasToString("text");
    assertThat(roundTrip(new ArrayDeque<>(List.of(1, 2)))).hasToString("[1, 2]");
    assertThat(roundTrip(new PriorityQueue<>(List.of(3, 1)))).hasToString("[1, 3]");
    assertThat(roundTrip(new LinkedBlockingQueue<>(List.of(3, 1)))).hasToString("[3, 1]");
    assertThat(roundTrip(new LinkedBlockingDeque<>(List.of(3, 1)))).hasToString("[3, 1]");
    assertThat(roundTrip(Single.INSTANCE)).isSameAs(Single.INSTANCE);
    assertThat(((Random) roundTrip(new Random(9))).nextInt()).isEqualTo(new Random(9).nextInt());
    assertThat(((Step) roundTrip((Step) x -> x + 1)).apply(4)).isEqualTo(5);
    assertThat(roundTrip(null)).isNull();
  }

  @Test
  void keepsCyclesAndSharedReferences() throws IOException {
    Node node = new Node();
    node.next = node;
    node.left = new ArrayList<>(List.of("a"));
    node.right = node.left;

    Node read = (Node) roundTrip(node);
    Node copy = (Node) serializer.copy(node);

    assertThat(read.next).isSameAs(read);
    assertThat(read.left).isSameAs(read.right).containsExactly("a");
    assertThat(copy).isNotSameAs(node);
    assertThat(copy.next).isSameAs(copy);
    assertThat(copy.left).isSameAs(copy.right).isNotSameAs(node.left);
  }

  @Test
  void aCopySharesNothingThatCanChange() {
    Account account = new Account("ann", 1);
    Map<String, List<Account>> nested = new HashMap<>();
    nested.put("k", new ArrayList<>(List.of(account)));

    @SuppressWarnings("unchecked")
    Map<String, List<Account>> copy = (Map<String, List<Account>>) serializer.copy(nested);
    account.balance = 99;
    account.history[0] = 99;
    nested.get("k").add(new Account("bob", 2));

    assertThat(copy.get("k")).containsExactly(new Account("ann", 1));
  }

  @Test
  void writesSeveralValuesBehindEachOther() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    List<Object> all = values().toList();
    for (Object value : all) {
      serializer.write(value, out);
    }

    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    List<Object> read = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      read.add(serializer.read(in));
    }

    assertThat(Arrays.deepEquals(read.toArray(), all.toArray())).isTrue();
    assertThat(in.available()).isZero();
  }

  @Test
  void aSectionDescribesEachClassAtItsFirstValueOnly() throws IOException {
    List<Object> all = new ArrayList<>(values().toList());
    all.addAll(values().toList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    serializer.beginSection();
    for (Object value : all) {
      serializer.write(value, out);
    }
    int before = bytes.size();
    serializer.write(new Account("joe", 1), out);
    int ofSection = bytes.size() - before;
    serializer.endSection();
    before = bytes.size();
    serializer.write(new Account("joe", 1), out);
    int ofItsOwn = bytes.size() - before;

    SectionSerializer reader = (SectionSerializer) serializer.duplicate();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    reader.beginSection();
    List<Object> read = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      read.add(reader.read(in));
    }
    assertThat(Arrays.deepEquals(read.toArray(), all.toArray())).isTrue();
    assertThat(reader.read(in)).isEqualTo(new Account("joe", 1));
    reader.endSection();
    assertThat(reader.read(in)).isEqualTo(new Account("joe", 1));
    assertThat(in.available()).isZero();
    assertThat(ofSection).isLessThan(ofItsOwn / 2);
  }

  @Test
  void aCopyInTheMiddleOfASectionLeavesItAlone() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    List<Integer> part = new ArrayList<>(List.of(1, 2, 3)).subList(1, 3);
    serializer.beginSection();
    serializer.write(new Account("ann", 1), out);
    assertThat(serializer.copy(new Account("bob", 2))).isEqualTo(new Account("bob", 2));
    assertThat(serializer.copy(part)).isEqualTo(part);
    serializer.write(part, out);
    serializer.write(new Account("joe", 3), out);
    serializer.endSection();

    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    serializer.beginSection();
    assertThat(serializer.read(in)).isEqualTo(new Account("ann", 1));
    assertThat(serializer.read(in)).isEqualTo(part);
    assertThat(serializer.read(in)).isEqualTo(new Account("joe", 3));
    serializer.endSection();
  }

  @Test
  void aValueOfASectionIsNotReadOutsideOfOne() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.beginSection();
    serializer.write(new Account("ann", 1), new DataOutputStream(bytes));
    serializer.endSection();

    assertThatThrownBy(
            () ->
                serializer.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isInstanceOf(StreamCorruptedException.class);
  }

  @Test
  void namesThePathToWhatItRefusesAndStaysUsable() throws IOException {
    Purchase purchase = new Purchase();
    Customer bad = new Customer();
    bad.connection = new Socket();
    purchase.customers.add(new Customer());
    purchase.customers.add(bad);

    assertThatThrownBy(() -> roundTrip(purchase))
        .isInstanceOf(UnserializableException.class)
        .hasMessageStartingWith("Purchase.customers[1].connection: java.net.Socket");
    assertThat(roundTrip("after")).isEqualTo("after");
    assertThat(roundTrip(new Account("ann", 1))).isEqualTo(new Account("ann", 1));
  }

  @Test
  void refusesThreadsLocksStreamsAndIterators() {
    assertThatThrownBy(() -> roundTrip(new Thread("t")))
        .isInstanceOf(UnserializableException.class);
    assertThatThrownBy(() -> roundTrip(new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(UnserializableException.class);
    assertThatThrownBy(() -> roundTrip(new HashMap<>(Map.of(1, 2)).entrySet().iterator()))
        .isInstanceOf(UnserializableException.class);
    assertThatThrownBy(() -> roundTrip(new Object[] {new Pair<>(1, new Thread("t"))}))
        .hasMessageStartingWith("Object[][0].second: java.lang.Thread");
  }

  @Test
  void refusesAChainThatIsTooDeepForTheStackInsteadOfDying() {
    Node first = new Node();
    Node last = first;
    for (int i = 0; i < 200_000; i++) {
      last.next = new Node();
      last = last.next;
    }

    assertThatThrownBy(() -> roundTrip(first)).isInstanceOf(UnserializableException.class);
  }

  private Object roundTrip(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(value, new DataOutputStream(bytes));
    return serializer
        .duplicate()
        .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
