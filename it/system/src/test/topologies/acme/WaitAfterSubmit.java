package acme;

import java.util.concurrent.CountDownLatch;

/** Submits, and then waits for something that never comes. */
public class WaitAfterSubmit {
  public static void main(String[] args) throws Exception {
    SlowBolt.main(new String[] {"100", "1", "true"});
    new CountDownLatch(1).await();
  }
}
