package org.apache.storm;

/**
 * The names of Storm's settings for Nimbus, Supervisors and other daemons, for code that puts them
 * into a configuration. Landfall has none of these daemons: the settings are accepted and change
 * nothing.
 */
public final class DaemonConfig {

  public static final String STORM_NETTY_FLUSH_CHECK_INTERVAL_MS =
      "storm.messaging.netty.flush.check.interval.ms";
  public static final String STORM_DAEMON_METRICS_REPORTER_PLUGINS =
      "storm.daemon.metrics.reporter.plugins";
  public static final String STORM_DAEMON_METRICS_REPORTER_PLUGIN_DOMAIN =
      "storm.daemon.metrics.reporter.plugin.domain";
  public static final String STORM_DAEMON_METRICS_REPORTER_INTERVAL_SECS =
      "storm.daemon.metrics.reporter.interval.secs";
  public static final String STORM_DAEMON_METRICS_REPORTER_CSV_LOG_DIR =
      "storm.daemon.metrics.reporter.csv.log.dir";
  public static final String STORM_LOG4J2_CONF_DIR = "storm.log4j2.conf.dir";
  public static final String STORM_SCHEDULER = "storm.scheduler";
  public static final String SCHEDULING_TIMEOUT_SECONDS_PER_TOPOLOGY =
      "scheduling.timeout.seconds.per.topology";
  public static final String BLACKLIST_SCHEDULER_TOLERANCE_TIME =
      "blacklist.scheduler.tolerance.time.secs";
  public static final String BLACKLIST_SCHEDULER_TOLERANCE_COUNT =
      "blacklist.scheduler.tolerance.count";
  public static final String BLACKLIST_SCHEDULER_RESUME_TIME =
      "blacklist.scheduler.resume.time.secs";
  public static final String BLACKLIST_SCHEDULER_ENABLE_SEND_ASSIGNMENT_FAILURES =
      "blacklist.scheduler.enable.send.assignment.failures";
  public static final String BLACKLIST_SCHEDULER_REPORTER = "blacklist.scheduler.reporter";
  public static final String BLACKLIST_SCHEDULER_STRATEGY = "blacklist.scheduler.strategy";
  public static final String BLACKLIST_SCHEDULER_ASSUME_SUPERVISOR_BAD_BASED_ON_BAD_SLOT =
      "blacklist.scheduler.assume.supervisor.bad.based.on.bad.slot";
  public static final String SCHEDULER_DISPLAY_RESOURCE = "scheduler.display.resource";
  public static final String STORM_HEALTH_CHECK_DIR = "storm.health.check.dir";
  public static final String STORM_HEALTH_CHECK_TIMEOUT_MS = "storm.health.check.timeout.ms";
  public static final String STORM_HEALTH_CHECK_FAIL_ON_TIMEOUTS =
      "storm.health.check.fail.on.timeouts";
  public static final String NIMBUS_DAEMON_USER = "nimbus.daemon.user";
  public static final String NIMBUS_CHILDOPTS = "nimbus.childopts";
  public static final String NIMBUS_TASK_TIMEOUT_SECS = "nimbus.task.timeout.secs";
  public static final String NIMBUS_MONITOR_FREQ_SECS = "nimbus.monitor.freq.secs";
  public static final String NIMBUS_CLEANUP_INBOX_FREQ_SECS = "nimbus.cleanup.inbox.freq.secs";
  public static final String NIMBUS_INBOX_JAR_EXPIRATION_SECS = "nimbus.inbox.jar.expiration.secs";
  public static final String NIMBUS_SUPERVISOR_TIMEOUT_SECS = "nimbus.supervisor.timeout.secs";
  public static final String NIMBUS_TASK_LAUNCH_SECS = "nimbus.task.launch.secs";
  public static final String NIMBUS_FILE_COPY_EXPIRATION_SECS = "nimbus.file.copy.expiration.secs";
  public static final String NIMBUS_TOPOLOGY_VALIDATOR = "nimbus.topology.validator";
  public static final String NIMBUS_AUTHORIZER = "nimbus.authorizer";
  public static final String SUPERVISOR_AUTHORIZER = "supervisor.authorizer";
  public static final String NIMBUS_IMPERSONATION_AUTHORIZER = "nimbus.impersonation.authorizer";
  public static final String NIMBUS_CREDENTIAL_RENEW_FREQ_SECS =
      "nimbus.credential.renewers.freq.secs";
  public static final String NIMBUS_TOPOLOGY_ACTION_NOTIFIER_PLUGIN =
      "nimbus.topology.action.notifier.plugin.class";
  public static final String NIMBUS_ASSIGNMENTS_SERVICE_THREADS =
      "nimbus.assignments.service.threads";
  public static final String NIMBUS_ASSIGNMENTS_SERVICE_THREAD_QUEUE_SIZE =
      "nimbus.assignments.service.thread.queue.size";
  public static final String NIMBUS_WORKER_HEARTBEATS_RECOVERY_STRATEGY_CLASS =
      "nimbus.worker.heartbeats.recovery.strategy.class";
  public static final String NIMBUS_TOPOLOGY_BLOBSTORE_DELETION_DELAY_MS =
      "nimbus.topology.blobstore.deletion.delay.ms";
  public static final String UI_HOST = "ui.host";
  public static final String UI_PORT = "ui.port";
  public static final String UI_TITLE = "ui.title";
  public static final String UI_DISABLE_HTTP_BINDING = "ui.disable.http.binding";
  public static final String UI_DISABLE_SPOUT_LAG_MONITORING = "ui.disable.spout.lag.monitoring";
  public static final String LOGVIEWER_DISABLE_HTTP_BINDING = "logviewer.disable.http.binding";
  public static final String DRPC_DISABLE_HTTP_BINDING = "drpc.disable.http.binding";
  public static final String UI_PROJECT_BUGTRACKER_URL = "ui.project.bugtracker.url";
  public static final String UI_CENTRAL_LOGGING_URL = "ui.central.logging.url";
  public static final String UI_PAGINATION = "ui.pagination";
  public static final String LOGVIEWER_PORT = "logviewer.port";
  public static final String LOGVIEWER_CHILDOPTS = "logviewer.childopts";
  public static final String LOGVIEWER_CLEANUP_INTERVAL_SECS = "logviewer.cleanup.interval.secs";
  public static final String LOGVIEWER_CLEANUP_AGE_MINS = "logviewer.cleanup.age.mins";
  public static final String LOGVIEWER_MAX_SUM_WORKER_LOGS_SIZE_MB =
      "logviewer.max.sum.worker.logs.size.mb";
  public static final String LOGVIEWER_MAX_PER_WORKER_LOGS_SIZE_MB =
      "logviewer.max.per.worker.logs.size.mb";
  public static final String LOGVIEWER_HTTPS_PORT = "logviewer.https.port";
  public static final String LOGVIEWER_HTTPS_KEYSTORE_PATH = "logviewer.https.keystore.path";
  public static final String LOGVIEWER_HTTPS_KEYSTORE_PASSWORD =
      "logviewer.https.keystore.password";
  public static final String LOGVIEWER_HTTPS_KEYSTORE_TYPE = "logviewer.https.keystore.type";
  public static final String LOGVIEWER_HTTPS_KEY_PASSWORD = "logviewer.https.key.password";
  public static final String LOGVIEWER_HTTPS_TRUSTSTORE_PATH = "logviewer.https.truststore.path";
  public static final String LOGVIEWER_HTTPS_TRUSTSTORE_PASSWORD =
      "logviewer.https.truststore.password";
  public static final String LOGVIEWER_HTTPS_TRUSTSTORE_TYPE = "logviewer.https.truststore.type";
  public static final String LOGVIEWER_HTTPS_WANT_CLIENT_AUTH = "logviewer.https.want.client.auth";
  public static final String LOGVIEWER_HTTPS_NEED_CLIENT_AUTH = "logviewer.https.need.client.auth";
  public static final String LOGVIEWER_HTTPS_ENABLE_SSL_RELOAD =
      "logviewer.https.enable.ssl.reload";
  public static final String LOGS_USERS = "logs.users";
  public static final String LOGS_GROUPS = "logs.groups";
  public static final String LOGVIEWER_APPENDER_NAME = "logviewer.appender.name";
  public static final String LOGVIEWER_FILTER = "logviewer.filter";
  public static final String LOGVIEWER_FILTER_PARAMS = "logviewer.filter.params";
  public static final String UI_CHILDOPTS = "ui.childopts";
  public static final String UI_FILTER = "ui.filter";
  public static final String UI_FILTER_PARAMS = "ui.filter.params";
  public static final String UI_HEADER_BUFFER_BYTES = "ui.header.buffer.bytes";
  public static final String UI_HTTPS_PORT = "ui.https.port";
  public static final String UI_HTTPS_KEYSTORE_PATH = "ui.https.keystore.path";
  public static final String UI_HTTPS_KEYSTORE_PASSWORD = "ui.https.keystore.password";
  public static final String UI_HTTPS_KEYSTORE_TYPE = "ui.https.keystore.type";
  public static final String UI_HTTPS_KEY_PASSWORD = "ui.https.key.password";
  public static final String UI_HTTPS_TRUSTSTORE_PATH = "ui.https.truststore.path";
  public static final String UI_HTTPS_TRUSTSTORE_PASSWORD = "ui.https.truststore.password";
  public static final String UI_HTTPS_TRUSTSTORE_TYPE = "ui.https.truststore.type";
  public static final String UI_HTTPS_WANT_CLIENT_AUTH = "ui.https.want.client.auth";
  public static final String UI_HTTPS_NEED_CLIENT_AUTH = "ui.https.need.client.auth";
  public static final String UI_HTTPS_ENABLE_SSL_RELOAD = "ui.https.enable.ssl.reload";
  public static final String PACEMAKER_MAX_THREADS = "pacemaker.max.threads";
  public static final String PACEMAKER_CHILDOPTS = "pacemaker.childopts";
  public static final String DRPC_HTTP_PORT = "drpc.http.port";
  public static final String DRPC_HTTPS_PORT = "drpc.https.port";
  public static final String DRPC_HTTPS_KEYSTORE_PATH = "drpc.https.keystore.path";
  public static final String DRPC_HTTPS_KEYSTORE_PASSWORD = "drpc.https.keystore.password";
  public static final String DRPC_HTTPS_KEYSTORE_TYPE = "drpc.https.keystore.type";
  public static final String DRPC_HTTPS_KEY_PASSWORD = "drpc.https.key.password";
  public static final String DRPC_HTTPS_TRUSTSTORE_PATH = "drpc.https.truststore.path";
  public static final String DRPC_HTTPS_TRUSTSTORE_PASSWORD = "drpc.https.truststore.password";
  public static final String DRPC_HTTPS_TRUSTSTORE_TYPE = "drpc.https.truststore.type";
  public static final String DRPC_HTTPS_WANT_CLIENT_AUTH = "drpc.https.want.client.auth";
  public static final String DRPC_HTTPS_NEED_CLIENT_AUTH = "drpc.https.need.client.auth";
  public static final String DRPC_HTTPS_ENABLE_SSL_RELOAD = "drpc.https.enable.ssl.reload";
  public static final String DRPC_AUTHORIZER = "drpc.authorizer";
  public static final String DRPC_REQUEST_TIMEOUT_SECS = "drpc.request.timeout.secs";
  public static final String DRPC_CHILDOPTS = "drpc.childopts";
  public static final String SUPERVISOR_SCHEDULER_META = "supervisor.scheduler.meta";
  public static final String SUPERVISOR_SLOTS_PORTS = "supervisor.slots.ports";
  public static final String SUPERVISOR_BLOBSTORE = "supervisor.blobstore.class";
  public static final String SUPERVISOR_LOCALIZER_CACHE_TARGET_SIZE_MB =
      "supervisor.localizer.cache.target.size.mb";
  public static final String SUPERVISOR_LOCALIZER_CACHE_CLEANUP_INTERVAL_MS =
      "supervisor.localizer.cleanup.interval.ms";
  public static final String SUPERVISOR_LOCALIZER_UPDATE_BLOB_INTERVAL_SECS =
      "supervisor.localizer.update.blob.interval.secs";
  public static final String SUPERVISOR_BLOBSTORE_DOWNLOAD_THREAD_COUNT =
      "supervisor.blobstore.download.thread.count";
  public static final String SUPERVISOR_BLOBSTORE_DOWNLOAD_MAX_RETRIES =
      "supervisor.blobstore.download.max_retries";
  public static final String SUPERVISOR_NUMA_META = "supervisor.numa.meta";
  public static final String NIMBUS_BLOBSTORE = "nimbus.blobstore.class";
  public static final String NIMBUS_BLOBSTORE_EXPIRATION_SECS = "nimbus.blobstore.expiration.secs";
  public static final String NIMBUS_SLOTS_PER_TOPOLOGY = "nimbus.slots.perTopology";
  public static final String DRPC_HTTP_FILTER = "drpc.http.filter";
  public static final String DRPC_HTTP_FILTER_PARAMS = "drpc.http.filter.params";
  public static final String NIMBUS_EXECUTORS_PER_TOPOLOGY = "nimbus.executors.perTopology";
  public static final String SUPERVISOR_CHILDOPTS = "supervisor.childopts";
  public static final String SUPERVISOR_WORKER_START_TIMEOUT_SECS =
      "supervisor.worker.start.timeout.secs";
  public static final String SUPERVISOR_ENABLE = "supervisor.enable";
  public static final String SUPERVISOR_HEARTBEAT_FREQUENCY_SECS =
      "supervisor.heartbeat.frequency.secs";
  public static final String SUPERVISOR_MONITOR_FREQUENCY_SECS =
      "supervisor.monitor.frequency.secs";
  public static final String WORKER_PROFILER_CHILDOPTS = "worker.profiler.childopts";
  public static final String WORKER_PROFILER_ENABLED = "worker.profiler.enabled";
  public static final String WORKER_PROFILER_COMMAND = "worker.profiler.command";
  public static final String STORM_CLUSTER_METRICS_CONSUMER_REGISTER =
      "storm.cluster.metrics.consumer.register";
  public static final String STORM_CLUSTER_METRICS_CONSUMER_PUBLISH_INTERVAL_SECS =
      "storm.cluster.metrics.consumer.publish.interval.secs";
  public static final String STORM_TOPOLOGY_CLASSPATH_BEGINNING_ENABLED =
      "storm.topology.classpath.beginning.enabled";
  public static final String JAVA_LIBRARY_PATH = "java.library.path";
  public static final String DEV_ZOOKEEPER_PATH = "dev.zookeeper.path";
  public static final String ISOLATION_SCHEDULER_MACHINES = "isolation.scheduler.machines";
  public static final String SCHEDULER_CONFIG_CACHE_EXPIRATION_SECS =
      "scheduler.config.cache.expiration.secs";
  public static final String SCHEDULER_CONFIG_LOADER_URI = "scheduler.config.loader.uri";
  public static final String SCHEDULER_CONFIG_LOADER_POLLTIME_SECS =
      "scheduler.config.loader.polltime.secs";
  public static final String SCHEDULER_CONFIG_LOADER_TIMEOUT_SECS =
      "scheduler.config.loader.timeout.secs";
  public static final String SCHEDULER_CONFIG_LOADER_ARTIFACTORY_BASE_DIRECTORY =
      "scheduler.config.loader.artifactory.base.directory";
  public static final String MULTITENANT_SCHEDULER_USER_POOLS = "multitenant.scheduler.user.pools";
  public static final String RESOURCE_AWARE_SCHEDULER_USER_POOLS =
      "resource.aware.scheduler.user.pools";
  public static final String RESOURCE_AWARE_SCHEDULER_PRIORITY_STRATEGY =
      "resource.aware.scheduler.priority.strategy";
  public static final String RESOURCE_AWARE_SCHEDULER_MAX_TOPOLOGY_SCHEDULING_ATTEMPTS =
      "resource.aware.scheduler.max.topology.scheduling.attempts";
  public static final String RESOURCE_AWARE_SCHEDULER_MAX_STATE_SEARCH =
      "resource.aware.scheduler.constraint.max.state.search";
  public static final String NIMBUS_CODE_SYNC_FREQ_SECS = "nimbus.code.sync.freq.secs";
  public static final String STORM_RESOURCE_ISOLATION_PLUGIN = "storm.resource.isolation.plugin";
  public static final String STORM_CGROUP_RESOURCES = "storm.cgroup.resources";
  public static final String STORM_CGROUP_HIERARCHY_NAME = "storm.cgroup.hierarchy.name";
  public static final String STORM_RESOURCE_ISOLATION_PLUGIN_ENABLE =
      "storm.resource.isolation.plugin.enable";
  public static final String STORM_METRIC_STORE_CLASS = "storm.metricstore.class";
  public static final String STORM_METRIC_PROCESSOR_CLASS = "storm.metricprocessor.class";
  public static final String STORM_ROCKSDB_LOCATION = "storm.metricstore.rocksdb.location";
  public static final String STORM_ROCKSDB_CREATE_IF_MISSING =
      "storm.metricstore.rocksdb.create_if_missing";
  public static final String STORM_ROCKSDB_METADATA_STRING_CACHE_CAPACITY =
      "storm.metricstore.rocksdb.metadata_string_cache_capacity";
  public static final String STORM_ROCKSDB_METRIC_RETENTION_HOURS =
      "storm.metricstore.rocksdb.retention_hours";
  public static final String STORM_ROCKSDB_METRIC_DELETION_PERIOD_HOURS =
      "storm.metricstore.rocksdb.deletion_period_hours";
  public static final String STORM_NIMBUS_ZOOKEEPER_ACLS_CHECK =
      "storm.nimbus.zookeeper.acls.check";
  public static final String STORM_NIMBUS_ZOOKEEPER_ACLS_FIXUP =
      "storm.nimbus.zookeeper.acls.fixup";
  public static final String VALIDATE_TOPOLOGY_SCHEDULER_STRATEGY = "topology.scheduler.strategy";
  public static final String UI_HTTP_CREDS_PLUGIN = "ui.http.creds.plugin";
  public static final String DRPC_HTTP_CREDS_PLUGIN = "drpc.http.creds.plugin";
  public static final String STORM_OCI_IMAGE_TAG_TO_MANIFEST_PLUGIN =
      "storm.oci.image.tag.to.manifest.plugin";
  public static final String STORM_OCI_MANIFEST_TO_RESOURCES_PLUGIN =
      "storm.oci.manifest.to.resources.plugin";
  public static final String STORM_OCI_RESOURCES_LOCALIZER = "storm.oci.resources.localizer";
  public static final String STORM_OCI_RESOURCES_LOCAL_DIR = "storm.oci.resources.local.dir";
  public static final String STORM_OCI_LAYER_MOUNTS_TO_KEEP = "storm.oci.layer.mounts.to.keep";

  private DaemonConfig() {}
}
