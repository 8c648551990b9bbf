package io.landfall.runtime.task;

import io.landfall.operators.spi.WatermarkGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The groups of one attempt of a job whose event times are kept together. Any thread. */
public final class WatermarkGroups {

  private final Map<String, List<Member>> groups = new ConcurrentHashMap<>();

  WatermarkGroup join(String name) {
    List<Member> group = groups.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    Member member = new Member(group);
    group.add(member);
    return member;
  }

  private static final class Member implements WatermarkGroup {
    private final List<Member> group;
    private volatile long watermarkMs = Long.MIN_VALUE;

    Member(List<Member> group) {
      this.group = group;
    }

    @Override
    public void report(long reportedMs) {
      watermarkMs = reportedMs;
    }

    @Override
    public void leave() {
      watermarkMs = Long.MAX_VALUE;
    }

    @Override
    public long lowestMs() {
      long lowestMs = Long.MAX_VALUE;
      for (Member member : group) {
        lowestMs = Math.min(lowestMs, member.watermarkMs);
      }
      return lowestMs;
    }
  }
}
