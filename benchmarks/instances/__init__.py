"""Instances that others have made, as folders of our ordinary tables.

    python -m benchmarks.instances itc FILE.tim FOLDER
    python -m benchmarks.instances itc-solution FOLDER OUTPUTS SOLUTION.sln
    python -m benchmarks.instances emf FILE.json FOLDER
    python -m benchmarks.instances programme FILE.csv FOLDER

Nothing of them lies here: they are read from files, each in the form of those who made it, and
`festplan plan FOLDER` plans what comes of them.
"""
