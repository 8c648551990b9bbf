import storm


class Letters(storm.Spout):
    def initialize(self, conf, context):
        self.left = ["c", "b", "a"]

    def nextTuple(self):
        if self.left:
            letter = self.left.pop()
            storm.emit([letter], id=letter)

    def fail(self, id):
        self.left.append(id)


Letters().run()
