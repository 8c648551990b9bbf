package io.landfall.runtime.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * For one thread: takes no lock for each few bytes. {@link #size} counts only some of what is
 * written.
 */
public final class SectionStream extends DataOutputStream {

  public SectionStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }
}
