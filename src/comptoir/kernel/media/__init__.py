"""What a file really is: found out from its bytes, in a child process with limits.

`inspector` is the side of the service; everything else here runs in the child, which decodes what
strangers send and can be killed. Nothing in this package reads a file in the event loop.
"""
