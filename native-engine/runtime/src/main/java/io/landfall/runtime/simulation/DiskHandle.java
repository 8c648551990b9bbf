package io.landfall.runtime.simulation;

import io.landfall.runtime.simulation.DiskFaults.Operation;
import io.landfall.runtime.storage.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/** An open file, whatever becomes of its name. A power failure makes it void. */
abstract class DiskHandle implements Closeable {

  final SimulatedDisk disk;
  final DiskContent content;
  final Path path;

  private final String role;
  private final long powerCycle;
  private boolean open = true;

  private DiskHandle(SimulatedDisk disk, String role, Path path, DiskContent content) {
    this.disk = disk;
    this.role = role;
    this.path = path;
    this.content = content;
    powerCycle = disk.powerCycle();
    disk.onOpened(this);
  }

  /** Gives the file free, without asking for faults; fine if it is closed or void. */
  void release() {
    if (open) {
      open = false;
      if (powerCycle == disk.powerCycle()) {
        content.locked &= !(this instanceof Lock);
        disk.onReleased(this);
      }
    }
  }

  @Override
  public final void close() throws IOException {
    if (open) {
      Operation closing = this instanceof Lock ? Operation.UNLOCK : Operation.CLOSE;
      try {
        disk.faults().before(closing, path);
      } finally {
        release();
      }
      requirePower();
      disk.faults().after(closing, path);
    }
  }

  final void before(Operation operation) throws IOException {
    disk.faults().before(operation, path);
    requireUsable();
  }

  final void requireUsable() throws IOException {
    requirePower();
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  final void after(Operation operation) throws IOException {
    disk.faults().after(operation, path);
    requirePower();
  }

  private void requirePower() throws IOException {
    if (powerCycle != disk.powerCycle()) {
      throw new IOException(this + ": was lost in a power failure");
    }
  }

  @Override
  public final String toString() {
    return role + " of " + path;
  }

  static final class Writer extends DiskHandle implements Disk.Writer {

    Writer(SimulatedDisk disk, Path path, DiskContent content) {
      super(disk, "writer", path, content);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      before(Operation.WRITE);
      int fitting = (int) Math.min(bytes.remaining(), disk.freeBytes());
      content.append(bytes, fitting);
      disk.onAppended(fitting);
      if (bytes.hasRemaining()) {
        throw SimulatedDisk.noSpace();
      }
      after(Operation.WRITE);
    }

    @Override
    public void sync() throws IOException {
      try {
        disk.faults().before(Operation.SYNC, path);
      } catch (IOException failure) {
        content.failSync();
        throw failure;
      }
      requireUsable();
      content.sync();
      after(Operation.SYNC);
    }
  }

  static final class Reader extends DiskHandle implements Disk.Reader {

    Reader(SimulatedDisk disk, Path path, DiskContent content) {
      super(disk, "reader", path, content);
    }

    @Override
    public long lengthBytes() throws IOException {
      before(Operation.READ);
      long lengthBytes = content.lengthBytes();
      after(Operation.READ);
      return lengthBytes;
    }

    @Override
    public int read(long offsetBytes, ByteBuffer into) throws IOException {
      before(Operation.READ);
      int count = content.read(offsetBytes, into);
      after(Operation.READ);
      return count;
    }
  }

  static final class Lock extends DiskHandle {

    Lock(SimulatedDisk disk, Path path, DiskContent content) {
      super(disk, "lock", path, content);
      content.locked = true;
    }
  }
}
