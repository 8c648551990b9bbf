/** The jobs that the trials run in processes of their own, and kill. */
package io.landfall.it.connectors.job;
