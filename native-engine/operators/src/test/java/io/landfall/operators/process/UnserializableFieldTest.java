package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UnserializableFieldTest {

  interface Task extends Runnable, Serializable {}

  static class Helper implements Serializable {
    Object connection;
    transient Object ignored = new Object();
    static Object alsoIgnored = new Object();
    Helper self = this;
  }

  static class WritesItself implements Serializable {
    Object connection = new Socket();

    private void writeObject(ObjectOutputStream out) {}
  }

  static class Base {
    Object notWritten = new Object();
  }

  static class Derived extends Base implements Serializable {}

  @Test
  void namesTheVariableThatAnAnonymousClassHasCaptured() {
    Socket connection = new Socket();
    Task task =
        new Task() {
          @Override
          public void run() {
            connection.isClosed();
          }
        };

    String found = UnserializableField.find(task).orElseThrow();

    // An inner class in an instance method also holds the test itself.
    assertThat(found).startsWith("UnserializableFieldTest$1.");
  }

  @Test
  void namesTheVariableThatALambdaHasCaptured() {
    Socket connection = new Socket();
    Task task = connection::isClosed;

    assertThat(UnserializableField.find(task).orElseThrow())
        .matches("UnserializableFieldTest\\$\\$Lambda.*\\.arg\\$1 \\(java.net.Socket\\)");
  }

  @Test
  void goesThroughFieldsCollectionsMapsAndArrays() {
    Helper helper = new Helper();
    helper.connection =
        new ArrayList<>(List.of(1, new HashMap<>(Map.of("k", new Object[] {2, new Socket()}))));

    assertThat(UnserializableField.find(helper))
        .contains("UnserializableFieldTest$Helper.connection[1][k][1] (java.net.Socket)");
  }

  @Test
  void findsNothingInWhatCanBeWritten() {
    Helper helper = new Helper();
    helper.connection = new ArrayList<>(List.of("a", Map.of(1, 2L), new StringBuilder()));
    Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";

    assertThat(UnserializableField.find(helper)).isEmpty();
    assertThat(UnserializableField.find(lambda)).isEmpty();
    assertThat(UnserializableField.find(new Derived())).isEmpty();
    assertThat(UnserializableField.find("text")).isEmpty();
  }

  @Test
  void doesNotJudgeClassesThatWriteThemselves() {
    assertThat(UnserializableField.find(new WritesItself())).isEmpty();
  }

  @Test
  void namesTheRootItself() {
    assertThat(UnserializableField.find(new Base()))
        .contains("UnserializableFieldTest$Base (" + Base.class.getName() + ")");
  }
}
