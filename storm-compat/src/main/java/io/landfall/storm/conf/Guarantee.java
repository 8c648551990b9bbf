package io.landfall.storm.conf;

/** What a topology is promised about each message. */
public enum Guarantee {
  /** Storm's own: a message whose tree is not completed in time comes again. */
  AT_LEAST_ONCE,
  /** State counts each message once: {@code ack} waits for a checkpoint that covers it. */
  EXACTLY_ONCE
}
