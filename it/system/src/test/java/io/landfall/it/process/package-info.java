/** Starting, watching and killing the tool as users do: as a process. Imports nothing of ours. */
package io.landfall.it.process;
