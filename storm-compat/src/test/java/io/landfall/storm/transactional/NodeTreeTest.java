package io.landfall.storm.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every tree of nodes does, wherever it is kept. */
class NodeTreeTest {

  @TempDir private Path folder;

  private NodeTree tree(boolean inFiles) {
    return inFiles ? new FileTree(folder) : new MemoryTree();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsDataByPath(boolean inFiles) {
    NodeTree tree = tree(inFiles);
    tree.set("id/user/3", bytes("three"));
    tree.set("id/user/3", bytes("four"));

    assertThat(tree.get("id/user/3")).isEqualTo(bytes("four"));
    assertThat(tree.get("id/user/4")).isNull();
    assertThat(tree.get("id/user")).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void listsTheChildrenOfANodeAndNoOthers(boolean inFiles) {
    NodeTree tree = tree(inFiles);
    tree.set("id/user/b/part", bytes("1"));
    tree.set("id/user/a c/part", bytes("2"));
    tree.make("id/user/d");
    tree.set("id/users/x", bytes("3"));

    assertThat(tree.children("id/user")).containsExactly("a c", "b", "d");
    assertThat(tree.children("id/nobody")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletesANodeWithAllBelowIt(boolean inFiles) {
    NodeTree tree = tree(inFiles);
    tree.set("id/a", bytes("1"));
    tree.set("id/a/b", bytes("2"));
    tree.set("id/ab", bytes("3"));

    tree.delete("id/a");
    tree.delete("id/never-there");

    assertThat(tree.get("id/a")).isNull();
    assertThat(tree.get("id/a/b")).isNull();
    assertThat(tree.children("id")).containsExactly("ab");
  }

  @org.junit.jupiter.api.Test
  void findsInFilesWhatAnEarlierProcessWrote() {
    new FileTree(folder).set("id/..", bytes("kept"));

    assertThat(new FileTree(folder).get("id/..")).isEqualTo(bytes("kept"));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
