package io.landfall.migration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.migration.console.Console;
import io.landfall.migration.run.RunningJobs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartNoticesTest {

  private static final String RESTARTING = "landfall: restarting 'counts' from its last checkpoint";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RestartNotices notices =
      new RestartNotices(
          new RunningJobs(),
          Console.plain(new PrintStream(err, true, StandardCharsets.UTF_8)),
          new FailureReport(false));

  private final Map<String, Object> answers =
      new HashMap<>(Map.of("jobName", "counts", "status", JobStatus.RUNNING));

  private final JobHandle job =
      (JobHandle)
          Proxy.newProxyInstance(
              JobHandle.class.getClassLoader(),
              new Class<?>[] {JobHandle.class},
              (self, method, args) ->
                  switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> self == args[0];
                    default -> answers.get(method.getName());
                  });

  private String look(Throwable failure, int restarts) {
    err.reset();
    answers.put("lastFailure", failure);
    answers.put("metrics", Map.of("job.restarts", restarts));
    notices.look(job);
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsAFailureOnceTheJobRestartsAndInShortWhenItComesAgain() {
    Exception first = new IllegalStateException("broken");
    assertThat(look(first, 0)).as("not decided yet").isEmpty();
    assertThat(look(first, 1)).contains("broken").contains(RESTARTING);
    assertThat(look(first, 1)).isEmpty();
    assertThat(look(new IllegalStateException("broken"), 2)).isEqualToIgnoringNewLines(RESTARTING);
  }

  @Test
  void doesNotSayThatAJobRestartsWhichGivesUp() {
    look(new IllegalStateException("first"), 1);

    assertThat(look(new IllegalStateException("last"), 1)).isEmpty();
  }
}
