/** Which of Storm's published tests passed. */
package io.landfall.it.storm.published;
