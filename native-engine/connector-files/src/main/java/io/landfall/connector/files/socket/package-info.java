/**
 * Lines of text from a socket: for trying things out, since a socket cannot send again what was
 * lost. Read first: {@code SocketTextSource}. May import {@code api.*}.
 */
package io.landfall.connector.files.socket;
