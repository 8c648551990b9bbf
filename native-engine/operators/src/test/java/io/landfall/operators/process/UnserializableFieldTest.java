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

  private static String found(Object function) {
    return UnserializableField.find(function).orElseThrow();
  }

  @Test
  void namesTheVariableThatALambdaHasCaptured() {
    long before = 1;
    String text = "a";
    Socket connection = new Socket();
    Task task =
        () -> {
          Object[] late = {before, text};
          connection.isClosed();
          late[0] = null;
        };

    assertThat(found(task))
        .isEqualTo(
            "lambda in UnserializableFieldTest.namesTheVariableThatALambdaHasCaptured, captured"
                + " variable connection (java.net.Socket)");
  }

  @Test
  void namesAFieldWithinAVariableThatALambdaHasCaptured() {
    Helper helper = new Helper();
    helper.connection = new Socket();
    Task task = () -> helper.connection.hashCode();

    assertThat(found(task)).endsWith(", captured variable helper.connection (java.net.Socket)");
  }

  @Test
  void saysThatALambdaHasCapturedTheObjectAroundIt() {
    Task task = () -> hashCode();

    assertThat(found(task)).endsWith(", captured this (" + getClass().getName() + ")");
  }

  @Test
  void namesTheVariableThatAMethodReferenceHasCaptured() {
    Socket other = new Socket();
    Socket connection = new Socket();
    Task task = connection::isConnected;

    assertThat(other.isClosed()).isFalse();
    assertThat(found(task))
        .isEqualTo(
            "Socket::isConnected in UnserializableFieldTest, captured variable connection"
                + " (java.net.Socket)");
  }

  private final Socket field = new Socket();

  @Test
  void namesTheFieldThatAMethodReferenceHasCaptured() {
    Task task = field::isBound;

    assertThat(found(task)).endsWith(", captured variable field (java.net.Socket)");
  }

  @Test
  void countsWhereTheSourceHasNoName() {
    Task task = new Socket()::isInputShutdown;
    Socket one = new Socket();
    Socket two = new Socket();
    Task[] tasks = {one::isOutputShutdown, two::isOutputShutdown};

    assertThat(found(task)).endsWith(", captured value 1 (java.net.Socket)");
    assertThat(found(tasks[1]))
        .as("which of the two is not known")
        .endsWith(", captured value 1 (java.net.Socket)");
  }

  @Test
  void namesTheVariableThatAnAnonymousClassHasCaptured() {
    assertThat(found(anonymous(new Socket())))
        .isEqualTo("UnserializableFieldTest$1, captured variable connection (java.net.Socket)");
  }

  private static Task anonymous(Socket connection) {
    return new Task() {
      @Override
      public void run() {
        connection.isClosed();
      }
    };
  }

  @Test
  void namesTheVariableThatALocalClassHasCaptured() {
    assertThat(found(local(new Socket())))
        .isEqualTo(
            "UnserializableFieldTest$1Local, captured variable connection (java.net.Socket)");
  }

  private static Task local(Socket connection) {
    class Local implements Task {
      @Override
      public void run() {
        connection.isClosed();
      }
    }

    return new Local();
  }

  @Test
  void saysThatAClassWithinHasCapturedTheObjectAroundIt() {
    Task task =
        new Task() {
          @Override
          public void run() {
            UnserializableFieldTest.this.hashCode();
          }
        };

    assertThat(found(task)).endsWith(", captured this (" + getClass().getName() + ")");
  }

  @Test
  void namesWhatALambdaWithinAFieldHasCaptured() {
    Socket connection = new Socket();
    Helper helper = new Helper();
    helper.connection = (Task) () -> connection.isClosed();

    assertThat(found(helper))
        .isEqualTo(
            "UnserializableFieldTest$Helper.connection, captured variable connection"
                + " (java.net.Socket)");
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
