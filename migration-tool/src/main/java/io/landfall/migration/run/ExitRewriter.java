package io.landfall.migration.run;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns calls that would end the process into calls of {@link ExitTrap}. */
final class ExitRewriter {

  private static final int API = Opcodes.ASM9;
  private static final int METHOD_REFERENCE = 10;
  private static final String TRAP = Type.getInternalName(ExitTrap.class);
  private static final String OF_STATUS = "(I)V";
  private static final String OF_RUNTIME_AND_STATUS = "(Ljava/lang/Runtime;I)V";

  /**
   * @return the same array if there was nothing to do, or the class file is too new to be read
   */
  static byte[] rewrite(byte[] classFile) {
    ClassReader reader;
    try {
      reader = new ClassReader(classFile);
    } catch (IllegalArgumentException unknownVersion) {
      return classFile;
    }
    if (!mentionsExit(reader)) {
      return classFile;
    }
    // Built on the reader's constant pool: methods without such a call are copied as they are.
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new OfClass(writer), 0);
    return writer.toByteArray();
  }

  /** Reads the constant pool alone, since nearly all classes end nothing. */
  private static boolean mentionsExit(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset == 0 || reader.readByte(offset - 1) != METHOD_REFERENCE) {
        continue;
      }
      int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
      String name = reader.readUTF8(nameAndType, buffer);
      if ((name.equals("exit") || name.equals("halt"))
          && endsProcess(reader.readClass(offset, buffer), name, OF_STATUS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsProcess(String owner, String name, String descriptor) {
    return descriptor.equals(OF_STATUS)
        && switch (owner) {
          case "java/lang/System" -> name.equals("exit");
          case "java/lang/Runtime" -> name.equals("exit") || name.equals("halt");
          default -> false;
        };
  }

  private static String trapDescriptor(String owner) {
    return owner.equals("java/lang/System") ? OF_STATUS : OF_RUNTIME_AND_STATUS;
  }

  private ExitRewriter() {}

  private static final class OfClass extends ClassVisitor {

    OfClass(ClassVisitor next) {
      super(API, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new OfMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class OfMethod extends MethodVisitor {

    OfMethod(MethodVisitor next) {
      super(API, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (endsProcess(owner, name, descriptor)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, TRAP, "exit", trapDescriptor(owner), false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      }
    }

    /**
     * {@code System::exit} is not a call but an argument of the instruction that makes a lambda.
     */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] trapped = arguments.clone();
      for (int i = 0; i < trapped.length; i++) {
        if (trapped[i] instanceof Handle handle
            && endsProcess(handle.getOwner(), handle.getName(), handle.getDesc())) {
          trapped[i] =
              new Handle(
                  Opcodes.H_INVOKESTATIC, TRAP, "exit", trapDescriptor(handle.getOwner()), false);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, trapped);
    }
  }
}
