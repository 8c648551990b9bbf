/** The job that the trials run and kill: its jar is what {@code landfall run} gets. */
package io.landfall.it.kafka.job;
