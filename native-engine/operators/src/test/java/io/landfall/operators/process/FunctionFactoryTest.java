package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.time.WatermarkGenerator;
import io.landfall.api.time.WatermarkOutput;
import io.landfall.api.time.WatermarkStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FunctionFactoryTest {

  /** What a user's jar might have; loaded by a class loader of its own. */
  public static final class UserCode implements Supplier<WatermarkStrategy<String>> {

    @Override
    public WatermarkStrategy<String> get() {
      return WatermarkStrategy.of(Generator::new);
    }
  }

  private static final class Generator implements WatermarkGenerator<String> {

    @Override
    public void onEvent(String value, long timestampMs, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Has classes of this test of its own, and the rest from those who started it. */
  private static final class JarLoader extends ClassLoader {

    JarLoader() {
      super(FunctionFactoryTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(FunctionFactoryTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException failure) {
        throw new ClassNotFoundException(name, failure);
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void findsTheUsersClassesBehindAReadyMadeFunction() throws Exception {
    ClassLoader jar = new JarLoader();
    var userCode =
        (Supplier<WatermarkStrategy<String>>)
            jar.loadClass(UserCode.class.getName()).getConstructor().newInstance();
    List<WatermarkStrategy<String>> copies = new ArrayList<>();
    var factory =
        new FunctionFactory<>(
            "watermarks",
            userCode.get(),
            copy -> {
              copies.add(copy);
              return null;
            });

    factory.validate();
    factory.create(0);

    assertThat(copies.get(0)).isNotSameAs(userCode.get());
    assertThat(copies.get(0).createGenerator().getClass().getClassLoader()).isSameAs(jar);
  }
}
