package acme;

/** Ends the process, as it thinks, as soon as it has submitted. */
public class ExitAfterSubmit {
  public static void main(String[] args) throws Exception {
    SlowBolt.main(new String[] {"100", "1", "true"});
    System.exit(0);
  }
}
