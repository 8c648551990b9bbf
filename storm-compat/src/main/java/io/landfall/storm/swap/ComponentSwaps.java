package io.landfall.storm.swap;

import io.landfall.storm.conf.LandfallConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All swaps that there are for a topology. Any thread. */
public final class ComponentSwaps {

  private static final Logger LOG = LoggerFactory.getLogger(ComponentSwaps.class);

  private final List<ComponentSwap> swaps;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private ComponentSwaps(List<ComponentSwap> swaps) {
    this.swaps = swaps;
  }

  /** Those of the class loader that Storm is in. */
  public static ComponentSwaps load() {
    List<ComponentSwap> found = new ArrayList<>();
    ServiceLoader.load(ComponentSwap.class, ComponentSwaps.class.getClassLoader())
        .forEach(found::add);
    return new ComponentSwaps(found);
  }

  /**
   * What runs in the place of a component: mostly itself.
   *
   * @param conf the component's own, over the topology's
   */
  public Object inPlaceOf(String componentId, Object component, Map<String, Object> conf) {
    if (swaps.isEmpty() || !LandfallConf.read(LandfallConf.SWAP, conf)) {
      return component;
    }
    for (ComponentSwap swap : swaps) {
      ComponentSwap.Swapped swapped = swap.swap(componentId, component, conf);
      if (swapped != null) {
        if (logged.add(componentId)) {
          LOG.info(
              "component '{}': {} (set {} to false to run it as it is)",
              componentId,
              swapped.what(),
              LandfallConf.SWAP.name());
        }
        return swapped.component();
      }
    }
    return component;
  }
}
