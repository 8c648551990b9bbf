package io.landfall.operators.harness;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Handles to maps of maps: state name, then key, then what is stored. No time to live. */
final class NaiveStates implements StateAccess {

  private final Map<String, Map<Object, Object>> states;
  private final Supplier<Object> currentKey;

  /** What each handle refers to, by key. */
  private final Map<State, Map<Object, Object>> handles = new IdentityHashMap<>();

  NaiveStates(Map<String, Map<Object, Object>> states, Supplier<Object> currentKey) {
    this.states = states;
    this.currentKey = currentKey;
  }

  /** By key, what a handle of these refers to. */
  Map<Object, Object> entriesOf(State handle) {
    Map<Object, Object> entries = handles.get(handle);
    if (entries == null) {
      throw new IllegalArgumentException(handle + " is no handle to a state of this operator");
    }
    return entries;
  }

  private <S extends State> S handle(S handle, Cell cell) {
    handles.put(handle, cell.byKey);
    return handle;
  }

  /** The part of one state that belongs to the current key. */
  private class Cell implements State {
    private final Map<Object, Object> byKey;

    Cell(StateDescriptor<?> descriptor) {
      byKey = states.computeIfAbsent(descriptor.name(), name -> new LinkedHashMap<>());
    }

    @SuppressWarnings("unchecked")
    <V> V get() {
      return (V) byKey.get(currentKey.get());
    }

    void set(Object value) {
      if (value == null) {
        clear();
      } else {
        byKey.put(currentKey.get(), value);
      }
    }

    @Override
    public void clear() {
      byKey.remove(currentKey.get());
    }
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    final class Value extends Cell implements ValueState<T> {
      Value() {
        super(descriptor);
      }

      @Override
      public T value() {
        return get();
      }

      @Override
      public void update(T value) {
        set(value);
      }
    }

    Value value = new Value();
    return handle(value, value);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    Cell cell = new Cell(descriptor);
    LongState handle =
        new LongState() {
          @Override
          public long get() {
            Long number = cell.get();
            return number == null ? 0 : number;
          }

          @Override
          public void set(long value) {
            cell.set(value);
          }

          @Override
          public long add(long change) {
            set(get() + change);
            return get();
          }

          @Override
          public void clear() {
            cell.clear();
          }
        };
    return handle(handle, cell);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    Cell cell = new Cell(descriptor);
    ListState<T> handle =
        new ListState<>() {
          private List<T> content() {
            List<T> content = cell.get();
            return content == null ? new ArrayList<>() : new ArrayList<>(content);
          }

          @Override
          public List<T> get() {
            return Collections.unmodifiableList(content());
          }

          @Override
          public void add(T value) {
            addAll(List.of(value));
          }

          @Override
          public void addAll(Iterable<? extends T> values) {
            List<T> longer = content();
            values.forEach(longer::add);
            update(longer);
          }

          @Override
          public void update(List<? extends T> values) {
            cell.set(values.isEmpty() ? null : new ArrayList<>(values));
          }

          @Override
          public void clear() {
            cell.clear();
          }
        };
    return handle(handle, cell);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    Cell cell = new Cell(descriptor);
    MapState<K, V> handle =
        new MapState<>() {
          private Map<K, V> content() {
            Map<K, V> content = cell.get();
            return content == null ? new LinkedHashMap<>() : new LinkedHashMap<>(content);
          }

          private void replace(Map<K, V> content) {
            cell.set(content.isEmpty() ? null : content);
          }

          @Override
          public V get(K key) {
            return content().get(key);
          }

          @Override
          public void put(K key, V value) {
            Map<K, V> changed = content();
            changed.put(key, value);
            replace(changed);
          }

          @Override
          public void remove(K key) {
            Map<K, V> changed = content();
            changed.remove(key);
            replace(changed);
          }

          @Override
          public boolean contains(K key) {
            return content().containsKey(key);
          }

          @Override
          public boolean isEmpty() {
            return content().isEmpty();
          }

          @Override
          public Iterable<Map.Entry<K, V>> entries() {
            return Collections.unmodifiableMap(content()).entrySet();
          }

          @Override
          public void clear() {
            cell.clear();
          }
        };
    return handle(handle, cell);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    Cell cell = new Cell(descriptor);
    ReducingState<T> handle =
        new ReducingState<>() {
          @Override
          public T get() {
            return cell.get();
          }

          @Override
          public void add(T value) throws Exception {
            T before = cell.get();
            cell.set(before == null ? value : function.reduce(before, value));
          }

          @Override
          public void clear() {
            cell.clear();
          }
        };
    return handle(handle, cell);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    Cell cell = new Cell(descriptor);
    AggregatingState<I, O> handle =
        new AggregatingState<>() {
          @Override
          public O get() throws Exception {
            A accumulated = cell.get();
            return accumulated == null ? null : function.result(accumulated);
          }

          @Override
          public void add(I value) throws Exception {
            A before = cell.get();
            cell.set(function.add(value, before == null ? function.createAccumulator() : before));
          }

          @Override
          public void clear() {
            cell.clear();
          }
        };
    return handle(handle, cell);
  }
}
