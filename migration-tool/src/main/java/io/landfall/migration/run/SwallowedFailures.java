package io.landfall.migration.run;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Storm's {@code ConfigurableTopology.submit} prints why a submission failed, and returns; main
 * then ends as if all were well. Here it is thrown on, so that it is told once, and in the exit
 * code.
 */
final class SwallowedFailures {

  static final String CLASS = "org.apache.storm.topology.ConfigurableTopology";

  static byte[] throwOn(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new OfClass(writer), 0);
    return writer.toByteArray();
  }

  private SwallowedFailures() {}

  private static final class OfClass extends ClassVisitor {

    OfClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new OfMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class OfMethod extends MethodVisitor {

    OfMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (name.equals("printStackTrace") && descriptor.equals("()V")) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Type.getInternalName(ExitTrap.class),
            "throwOn",
            "(Ljava/lang/Throwable;)V",
            false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      }
    }
  }
}
