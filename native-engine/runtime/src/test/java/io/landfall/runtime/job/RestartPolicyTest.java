package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.option.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static final Options THREE_TIMES =
      Options.DEFAULTS
          .with(JobOptions.RESTART_ATTEMPTS, 3)
          .with(JobOptions.RESTART_DELAY, Duration.ofMillis(100))
          .with(JobOptions.RESTART_MAX_DELAY, Duration.ofMillis(250))
          .with(JobOptions.RESTART_RESET_AFTER, Duration.ofSeconds(1));

  @Test
  void doublesTheDelayUpToTheLargestThenGivesUp() {
    RestartPolicy policy = new RestartPolicy(THREE_TIMES);

    assertThat(policy.onFailure(-1)).isEqualTo(100);
    assertThat(policy.onFailure(10)).isEqualTo(200);
    assertThat(policy.onFailure(10)).isEqualTo(250);
    assertThat(policy.onFailure(10)).isEqualTo(RestartPolicy.GIVE_UP);
  }

  @Test
  void startsCountingAnewAfterATimeOfHealth() {
    RestartPolicy policy = new RestartPolicy(THREE_TIMES);
    policy.onFailure(10);
    policy.onFailure(10);

    assertThat(policy.onFailure(1_000)).isEqualTo(100);
  }

  @Test
  void keepsAFixedDelay() {
    RestartPolicy policy = new RestartPolicy(THREE_TIMES.with(JobOptions.RESTART, Restart.FIXED));

    assertThat(policy.onFailure(-1)).isEqualTo(100);
    assertThat(policy.onFailure(-1)).isEqualTo(100);
  }

  @Test
  void neverRestartsWithoutAStrategy() {
    RestartPolicy policy = new RestartPolicy(THREE_TIMES.with(JobOptions.RESTART, Restart.NONE));

    assertThat(policy.onFailure(-1)).isEqualTo(RestartPolicy.GIVE_UP);
  }
}
