package io.landfall.operators.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads from a class file how the variables are called that one of its lambdas has captured: the
 * first parameters of the method that was made of its body; or, of a method reference, what was put
 * on the stack where it is made. One thread.
 */
final class CaptureNames extends ClassVisitor {

  /** What javac calls a receiver that it has made a parameter of. */
  private static final String MADE_UP = "$";

  private final SerializedLambda lambda;
  private final boolean ofBody;
  private final String[] names;

  /** Whether several places make such a method reference, of different variables. */
  private boolean ambiguous;

  private CaptureNames(SerializedLambda lambda, boolean ofBody) {
    super(Opcodes.ASM9);
    this.lambda = lambda;
    this.ofBody = ofBody;
    names = new String[lambda.getCapturedArgCount()];
  }

  /**
   * @param classLoader that has the class in which the lambda was written
   * @param ofBody whether it is a lambda with a body, and not a method reference
   */
  static CaptureNames in(ClassLoader classLoader, SerializedLambda lambda, boolean ofBody) {
    CaptureNames found = new CaptureNames(lambda, ofBody);
    String file = lambda.getCapturingClass() + ".class";
    try (InputStream bytes =
        classLoader == null
            ? ClassLoader.getSystemResourceAsStream(file)
            : classLoader.getResourceAsStream(file)) {
      if (bytes != null) {
        new ClassReader(bytes).accept(found, ClassReader.SKIP_FRAMES);
      }
    } catch (IOException | IllegalArgumentException notReadable) {
      // Or of a newer Java than ASM knows: then there are no names.
      Arrays.fill(found.names, null);
    }
    return found;
  }

  /** By position; null where there is none. */
  List<String> names() {
    List<String> known = new ArrayList<>();
    for (String name : names) {
      known.add(ambiguous || name == null || name.contains(MADE_UP) ? null : name);
    }
    return known;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if (names.length == 0) {
      return null;
    }
    if (!ofBody) {
      // It captures its receiver and nothing else.
      return names.length == 1 ? new References() : null;
    }
    boolean body =
        name.equals(lambda.getImplMethodName())
            && descriptor.equals(lambda.getImplMethodSignature());
    return body ? new Parameters(slots(descriptor)) : null;
  }

  /** Where each captured value is when the body begins. */
  private int[] slots(String descriptor) {
    int[] slots = new int[names.length];
    int captured = 0;
    int slot = 0;
    if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
      slots[captured++] = slot++;
    }
    Type[] parameters = Type.getArgumentTypes(descriptor);
    for (int i = 0; captured < slots.length && i < parameters.length; i++) {
      slots[captured++] = slot;
      slot += parameters[i].getSize();
    }
    return slots;
  }

  /** Of the body. */
  private final class Parameters extends MethodVisitor {
    private final int[] slots;

    Parameters(int[] slots) {
      super(Opcodes.ASM9);
      this.slots = slots;
    }

    @Override
    public void visitLocalVariable(
        String name, String descriptor, String signature, Label start, Label end, int index) {
      for (int i = 0; i < slots.length; i++) {
        // No other variable gets the slot of a parameter.
        if (slots[i] == index) {
          names[i] = name;
        }
      }
    }
  }

  /** Of any method: finds where the reference is made, and what was loaded right before. */
  private final class References extends MethodVisitor {
    private final Map<Label, Integer> labels = new IdentityHashMap<>();
    private final List<int[]> loads = new ArrayList<>();
    private int position;
    private int loadedSlot;
    private String loadedField;

    References() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitLabel(Label label) {
      labels.put(label, position);
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
      position++;
      loadedSlot = slot;
      loadedField = null;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      position++;
      loadedField = name;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      position++;
      // Else what it has returned is referred to, which has no name.
      if (!owner.equals("java/util/Objects") || !name.equals("requireNonNull")) {
        loadedSlot = -1;
        loadedField = null;
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      position++;
      if (Arrays.stream(arguments).anyMatch(each -> each instanceof Handle to && isTheOne(to))) {
        if (loadedField != null) {
          found(loadedField);
        } else {
          loads.add(new int[] {loadedSlot, position});
        }
      }
      loadedSlot = -1;
      loadedField = null;
    }

    private boolean isTheOne(Handle handle) {
      return handle.getOwner().equals(lambda.getImplClass())
          && handle.getName().equals(lambda.getImplMethodName())
          && handle.getDesc().equals(lambda.getImplMethodSignature());
    }

    @Override
    public void visitLocalVariable(
        String name, String descriptor, String signature, Label start, Label end, int index) {
      for (int[] load : loads) {
        if (load[0] == index && labels.get(start) < load[1] && load[1] <= labels.get(end)) {
          found(name);
        }
      }
    }

    private void found(String name) {
      ambiguous |= names[0] != null && !names[0].equals(name);
      names[0] = name;
    }
  }
}
