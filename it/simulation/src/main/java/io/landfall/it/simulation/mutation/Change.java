package io.landfall.it.simulation.mutation;

import java.util.function.BiConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A small change of one method's bytecode. Immutable; counts nothing itself. */
interface Change {

  /**
   * A visitor that passes the changed code on to {@code out}.
   *
   * @param applied called at each place that was changed
   */
  MethodVisitor on(MethodVisitor out, String descriptor, Runnable applied);

  /** Leaves out calls of a method; zero, false or null stands for what they would have returned. */
  static Change skipCall(String callee) {
    return replaceCall(callee, 0);
  }

  /** As {@link #skipCall}, with a number (true is 1) in place of the result. */
  static Change replaceCall(String callee, int result) {
    return (out, descriptor, applied) ->
        new MethodVisitor(Opcodes.ASM9, out) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String called, boolean ofInterface) {
            if (!name.equals(callee)) {
              super.visitMethodInsn(opcode, owner, name, called, ofInterface);
              return;
            }
            applied.run();
            Type[] arguments = Type.getArgumentTypes(called);
            for (int i = arguments.length - 1; i >= 0; i--) {
              super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            }
            if (opcode != Opcodes.INVOKESTATIC) {
              super.visitInsn(Opcodes.POP);
            }
            push(mv, Type.getReturnType(called), result);
          }
        };
  }

  /**
   * Adds a number to the int that calls of a method return.
   *
   * @param owner the simple name of the class or interface that is called
   */
  static Change addToCall(String owner, String callee, int difference) {
    return (out, descriptor, applied) ->
        new MethodVisitor(Opcodes.ASM9, out) {
          @Override
          public void visitMethodInsn(
              int opcode, String type, String name, String called, boolean ofInterface) {
            super.visitMethodInsn(opcode, type, name, called, ofInterface);
            if (name.equals(callee) && type.endsWith("/" + owner)) {
              applied.run();
              super.visitLdcInsn(difference);
              super.visitInsn(Opcodes.IADD);
            }
          }
        };
  }

  /** Calls another method of the same shape. */
  static Change callInstead(String callee, String other) {
    return (out, descriptor, applied) ->
        new MethodVisitor(Opcodes.ASM9, out) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String called, boolean ofInterface) {
            if (name.equals(callee)) {
              applied.run();
            }
            super.visitMethodInsn(
                opcode, owner, name.equals(callee) ? other : name, called, ofInterface);
          }
        };
  }

  /** Has the method return at once. */
  static Change returnAtOnce(int result) {
    return atOnce((out, type) -> push(out, type, result));
  }

  /** Has the method return the object that it is called on. */
  static Change returnThis() {
    return atOnce((out, type) -> out.visitVarInsn(Opcodes.ALOAD, 0));
  }

  /**
   * @param result puts what is to be returned on the stack
   */
  private static Change atOnce(BiConsumer<MethodVisitor, Type> result) {
    return (out, descriptor, applied) ->
        new MethodVisitor(Opcodes.ASM9, out) {
          @Override
          public void visitCode() {
            super.visitCode();
            applied.run();
            Type type = Type.getReturnType(descriptor);
            result.accept(mv, type);
            super.visitInsn(type.getOpcode(Opcodes.IRETURN));
            // What follows can never be reached, and the frames say so.
            super.visitLabel(new Label());
          }
        };
  }

  /** Puts 0 in place of the constant 1. */
  static Change oneIsZero() {
    return (out, descriptor, applied) ->
        new MethodVisitor(Opcodes.ASM9, out) {
          @Override
          public void visitInsn(int opcode) {
            if (opcode == Opcodes.ICONST_1 || opcode == Opcodes.LCONST_1) {
              applied.run();
              super.visitInsn(opcode - 1);
            } else {
              super.visitInsn(opcode);
            }
          }
        };
  }

  private static void push(MethodVisitor out, Type type, int value) {
    switch (type.getSort()) {
      case Type.VOID -> {
        // Nothing to return.
      }
      case Type.LONG -> out.visitLdcInsn((long) value);
      case Type.OBJECT, Type.ARRAY -> out.visitInsn(Opcodes.ACONST_NULL);
      default -> out.visitLdcInsn(value);
    }
  }
}
