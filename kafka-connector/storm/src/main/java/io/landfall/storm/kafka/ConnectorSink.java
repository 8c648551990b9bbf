package io.landfall.storm.kafka;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.serialization.Serializer;
import io.landfall.storm.conf.LandfallConf;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The connector's sink, behind a class loader of its own with the clients that it was built for:
 * the topology's may be older, and it needs their private parts. Only types of the JDK and of
 * {@code io.landfall.api} cross. Kafka finds classes by the thread's loader, which is set for each
 * call.
 */
final class ConnectorSink<C> implements TwoPhaseSink<Object[], C> {

  private static final String FACTORY = "io.landfall.kafka.sink.RawSinks";

  /** The sink's name in the request to the factory. */
  private static final String NAME = "landfall.name";

  private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

  private final TwoPhaseSink<Object[], C> sink;
  private final ClassLoader loader;

  private ConnectorSink(TwoPhaseSink<Object[], C> sink, ClassLoader loader) {
    this.sink = sink;
    this.loader = loader;
  }

  /**
   * @param properties of the bolt's producer
   * @param conf says where the connector is; without, it is beside the topology's own classes
   */
  @SuppressWarnings("unchecked")
  static ConnectorSink<?> open(
      String componentId, Map<String, Object> properties, Map<String, Object> conf)
      throws ReflectiveOperationException {
    String jars = (String) conf.get(LandfallConf.KAFKA_JARS);
    ClassLoader loader =
        jars == null
            ? ConnectorSink.class.getClassLoader()
            : LOADERS.computeIfAbsent(jars, ConnectorSink::isolated);
    Map<String, Object> request = new HashMap<>(properties);
    // Bytes are what it gets; the topology's classes mean nothing to it.
    request.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    request.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    request.put(NAME, componentId);
    var factory =
        (Function<Map<String, Object>, TwoPhaseSink<Object[], Object>>)
            loader.loadClass(FACTORY).getConstructor().newInstance();
    return new ConnectorSink<>(factory.apply(request), loader);
  }

  private static ClassLoader isolated(String jars) {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars.split(File.pathSeparator)) {
      try {
        urls.add(Path.of(jar).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return new URLClassLoader(
        "kafka-connector", urls.toArray(URL[]::new), TwoPhaseSink.class.getClassLoader());
  }

  private <T> T inside(Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public boolean mayBlock() {
    return sink.mayBlock();
  }

  @Override
  public void validate(Settings settings) throws InvalidSinkException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      sink.validate(settings);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public Writer<Object[], C> createWriter(WriterContext context) throws Exception {
    return createWriter(context, List.of());
  }

  @Override
  public Writer<Object[], C> createWriter(WriterContext context, List<C> restored)
      throws Exception {
    return new InsideWriter(inside(() -> sink.createWriter(context, restored)));
  }

  @Override
  public void commit(C prepared) throws Exception {
    inside(
        () -> {
          sink.commit(prepared);
          return null;
        });
  }

  @Override
  public void abort(C prepared) throws Exception {
    inside(
        () -> {
          sink.abort(prepared);
          return null;
        });
  }

  @Override
  public Serializer<C> committableSerializer() {
    return sink.committableSerializer();
  }

  private final class InsideWriter implements Writer<Object[], C> {

    private final Writer<Object[], C> writer;

    InsideWriter(Writer<Object[], C> writer) {
      this.writer = writer;
    }

    @Override
    public void write(Object[] record, long timestampMs) throws Exception {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        writer.write(record, timestampMs);
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    @Override
    public List<C> prepare(long checkpointId) throws Exception {
      return inside(() -> writer.prepare(checkpointId));
    }

    @Override
    public boolean tryCommit(C prepared) throws Exception {
      return inside(() -> writer.tryCommit(prepared));
    }

    @Override
    public void onCheckpointComplete(long checkpointId) throws Exception {
      inside(
          () -> {
            writer.onCheckpointComplete(checkpointId);
            return null;
          });
    }

    @Override
    public void close() throws Exception {
      inside(
          () -> {
            writer.close();
            return null;
          });
    }
  }
}
