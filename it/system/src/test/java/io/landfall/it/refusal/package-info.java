/** What is wrong before it runs: exit code 2, one line, nothing written. */
package io.landfall.it.refusal;
